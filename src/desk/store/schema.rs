//! The tables of a store, and how an older file gets those of today.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::fault::fault;
use super::same;
use crate::error::{Result, reason};

/// Stands in the head of the file, so that no other program's file is taken for a store: `udsg`.
const APPLICATION: u32 = u32::from_be_bytes(*b"udsg");
/// What begins every file of SQLite.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where the number of the application stands in the head of a file, in bytes.
const APPLICATION_AT: usize = 68;
/// How long a connection waits for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// Memory for pages of the file, in KiB.
const CACHE: i64 = 32 << 10;

/// A step from one version of the tables to the next: what SQL can do, and then what only the program can.
struct Migration {
    sql: &'static str,
    then: fn(&Connection) -> Result<()>,
}

/// The steps in order; a file that has done the first n has version n.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/1.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/2.sql"), then: same::group_all },
];

/// Opens the one connection that writes, on a file that has the tables of today then.
///
/// # Errors
/// Where the file is no store, or one of a later version: it has not been touched then; or it cannot be written.
pub(super) fn open(path: &Path) -> Result<Connection> {
    check_head(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    migrate(&mut connection)?;
    // Only now: the number of the application must stand in the file itself, where the next run looks for it.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // What is acknowledged is on the disk, also where the power goes.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.set_prepared_statement_cache_capacity(100);
    Ok(connection)
}

/// Opens a connection that only reads.
pub(super) fn open_reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.set_prepared_statement_cache_capacity(100);
    Ok(connection)
}

/// Refuses a file that is none of ours by its first bytes, so that nothing is opened that would be changed by that.
fn check_head(path: &Path) -> Result<()> {
    let unread = |cause: &std::io::Error| fault(reason(cause));
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => return Err(fault("is a folder; name a file")),
        Ok(data) if data.len() == 0 => return Ok(()),
        Ok(_) => {}
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            return match folder {
                Some(folder) if !folder.is_dir() => Err(fault("there is no such folder")),
                _ => Ok(()),
            };
        }
        Err(cause) => return Err(unread(&cause)),
    }
    let mut head = [0; 100];
    let mut file = File::open(path).map_err(|cause| unread(&cause))?;
    let is_store = match file.read_exact(&mut head) {
        Ok(()) => head.starts_with(MAGIC) && head[APPLICATION_AT..APPLICATION_AT + 4] == APPLICATION.to_be_bytes(),
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => false,
        Err(cause) => return Err(unread(&cause)),
    };
    if is_store { Ok(()) } else { Err(fault("is no store of udsagn; name another file")) }
}

/// Does the steps that a file has not done yet, all or none.
fn migrate(connection: &mut Connection) -> Result<()> {
    let version =
        |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    if version(connection)? == MIGRATIONS.len() as i64 {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let done = version(&transaction)?;
    let Some(left) = usize::try_from(done).ok().and_then(|done| MIGRATIONS.get(done..)) else {
        let known = MIGRATIONS.len();
        return Err(fault(format!("is of version {done}, and this program knows up to {known}; take a later program")));
    };
    for step in left {
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    transaction.commit()?;
    Ok(())
}
