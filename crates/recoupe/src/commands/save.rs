//! Writes a result to a file: whole, or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context as _, Result, bail};

/// Refuses a file that cannot be written, before anything is read.
pub(super) fn possible(file: &Path) -> Result<()> {
    if file.is_dir() {
        bail!("{} is a folder; name a file in it", file.display());
    }
    let folder = folder(file);
    if !folder.is_dir() {
        bail!("{} cannot be written: there is no folder {}", file.display(), folder.display());
    }
    Ok(())
}

/// Writes beside the file, then puts the new one in its place: who stops the program half-way
/// keeps the old file. What is no plain file, a pipe or a device, is written as it is.
pub(super) fn save(file: &Path, result: &str) -> Result<()> {
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let old = fs::metadata(&real).ok();
    let plain = old.as_ref().is_none_or(fs::Metadata::is_file);
    let beside = beside(&real);
    let open = || OpenOptions::new().write(true).create_new(true).open(&beside);
    let written = match plain.then(open) {
        Some(Ok(mut new)) => new
            .write_all(result.as_bytes())
            .and_then(|()| new.sync_all())
            .and_then(|()| {
                old.map_or(Ok(()), |old| fs::set_permissions(&beside, old.permissions()))
            })
            .and_then(|()| fs::rename(&beside, &real)),
        _ => direct(&real, result),
    };
    if plain && written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("{} cannot be written", file.display()))
}

fn direct(file: &Path, result: &str) -> io::Result<()> {
    match fs::write(file, result) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A hidden name in the same folder: walks do not read it.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    folder(file).join(format!(".{name}.{}.part", process::id()))
}
