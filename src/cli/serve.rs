//! `udsagn serve`: a store opened as local pages.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;
use tokio::net::TcpListener;

use super::messages::Messages;
use super::ruling::RuleArguments;
use super::{Result, Status};
use crate::article::Notice;
use crate::desk::server::{Desk, serve};
use crate::desk::store::Store;
use crate::error::Error;

/// Where the desk is found unless something else is there.
const PORT: u16 = 8737;
/// So many doors after it are tried.
const DOORS: u16 = 20;
const LOOPBACK: &str = "127.0.0.1";

/// Open the desk: local pages to list, read, correct and check the statements of a store
///
/// Prints a link that opens the desk in a browser on this machine, and opens it where there is one. Only a browser that
/// came by this link gets in. Ends with Ctrl-C; every change is on the disk by then.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn serve desk.db
  udsagn serve desk.db --no-open --port 9000")]
pub(super) struct Arguments {
    /// The store; it is made where there is none
    #[arg(value_name = "FILE.db")]
    store: PathBuf,

    /// Port; 0 is any free one [default: 8737, or the next free one]
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Address or name of this machine to answer on; anything but loopback lets other machines try the door
    #[arg(long, value_name = "ADDRESS", default_value = LOOPBACK)]
    host: String,

    /// Open the link in a browser; by default only where standard output is a terminal
    #[arg(long, overrides_with = "no_open")]
    open: bool,

    /// Do not open a browser
    #[arg(long)]
    no_open: bool,

    #[command(flatten)]
    rules: RuleArguments,
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where the address or port cannot be had, else what opening the store gives.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let analysers = arguments.rules.analysers()?;
    let store = Store::open(&arguments.store)?;
    let messages = Messages::default();
    let fingerprint = arguments.rules.fingerprint()?;
    let host = arguments.host.trim_matches(['[', ']']);
    let ended = |cause: std::io::Error| Error::Usage(format!("{host}: {}", crate::error::reason(&cause)));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ended)?;
    runtime.block_on(async {
        let door = door(host, arguments.port)?;
        let address = door.local_addr().map_err(ended)?;
        let desk = Desk::new(store, analysers, fingerprint, address.port(), Some(host))?;
        let shown = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let link = format!("http://{shown}:{}{}", address.port(), desk.opening());
        if !address.ip().is_loopback() {
            let message = "other machines can reach this address; whoever has the link reads and changes the store, and \
                what is sent between them is not encrypted";
            messages.note(&Notice { place: String::new(), message: message.to_owned() });
        }
        messages.result(&format!("{link}\n"))?;
        let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stdout());
        if arguments.open || is_terminal && !arguments.no_open {
            open(&link);
        }
        serve(desk, door, stopped()).await.map_err(ended)
    })?;
    Ok(Status::Whole)
}

/// Opens the door to listen at.
fn door(host: &str, asked: Option<u16>) -> Result<TcpListener> {
    let unfit = |message: String| Error::Usage(format!("--host {host}: {message}"));
    let addresses: Vec<IpAddr> = match (host, 0).to_socket_addrs() {
        Ok(found) => found.map(|address| address.ip()).collect(),
        Err(cause) => return Err(unfit(crate::error::reason(&cause))),
    };
    let Some(address) = addresses.first().copied() else { return Err(unfit("no such address".into())) };
    if address.is_unspecified() {
        return Err(unfit("name the one address that browsers are to use, not all of them".into()));
    }
    let ports = match asked {
        Some(port) => port..=port,
        None => PORT..=PORT + DOORS,
    };
    let mut fault = None;
    for port in ports {
        let bound = std::net::TcpListener::bind(SocketAddr::new(address, port)).and_then(|door| {
            door.set_nonblocking(true)?;
            TcpListener::from_std(door)
        });
        match bound {
            Ok(door) => return Ok(door),
            Err(cause) => fault = Some((port, cause)),
        }
    }
    let told = fault.map(|(port, cause)| format!("port {port}: {}", crate::error::reason(&cause)));
    Err(unfit(told.unwrap_or_default()))
}

/// Opens a link by whatever the system has for it. Where there is nothing, the printed link is all there is.
fn open(link: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    drop(command.spawn());
}

/// Is done when somebody wants the desk to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    drop(tokio::signal::ctrl_c().await);
}
