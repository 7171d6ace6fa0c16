//! The command `udsagn`.

use std::process::ExitCode;

fn main() -> ExitCode {
    udsagn::cli::run()
}
