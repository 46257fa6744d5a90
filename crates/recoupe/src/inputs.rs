//! Files, folders and standard input: where the bytes come from.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::layers;

/// The bytes of one file, with the name that the user knows it by.
#[derive(Debug, Default)]
pub struct Source {
    /// As typed, or as found in a typed folder.
    pub path: String,
    /// All of it; nothing where `file` is to be read piece by piece.
    pub bytes: Vec<u8>,
    /// An archive that may be larger than memory.
    pub file: Option<PathBuf>,
}

/// Something that could not be opened or read.
#[derive(Debug)]
pub struct Failure {
    /// As typed, or as found.
    pub path: String,
    /// Why, and what to do.
    pub says: String,
}

/// Larger files are refused, unless they are archives that are read piece by piece.
const LARGEST: u64 = 512 << 20;

/// Reads everything that the paths name, in the order of the names: the order in which paths
/// are typed never shows in a result.
pub fn read(paths: &[PathBuf]) -> (Vec<Source>, Vec<Failure>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(path.clone());
        } else {
            walk(path, &mut Vec::new(), &mut files, &mut failures);
        }
    }
    files.sort();
    // One file under two names, or named by two paths, is one article.
    let mut known = BTreeSet::new();
    files.retain(|file| known.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    let mut sources = Vec::new();
    for file in files {
        match load(&file) {
            Ok(bytes) => {
                let path = file.display().to_string();
                sources.push(Source {
                    path,
                    file: bytes.is_none().then_some(file),
                    bytes: bytes.unwrap_or_default(),
                });
            }
            Err(error) => failures.push(failure(&file, &error.to_string())),
        }
    }
    (sources, failures)
}

/// No folder of articles is deeper.
const DEEPEST: usize = 64;

/// `above` are the folders on the way here as the disk knows them: a link back to one of them
/// leads round in a circle and is not followed.
fn walk(
    path: &Path,
    above: &mut Vec<PathBuf>,
    files: &mut Vec<PathBuf>,
    failures: &mut Vec<Failure>,
) {
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) => return failures.push(failure(path, &error.to_string())),
    };
    if !kind.is_dir() {
        return files.push(path.to_owned());
    }
    if above.len() > DEEPEST {
        return failures.push(failure(path, "is too deep a folder; name the inner one"));
    }
    let here = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if above.contains(&here) {
        return;
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return failures.push(failure(path, &error.to_string())),
    };
    above.push(here);
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => walk(&entry.path(), above, files, failures),
            Err(error) => failures.push(failure(path, &error.to_string())),
        }
    }
    above.pop();
}

/// All bytes of a file; `None` for an archive that is read piece by piece.
fn load(file: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
        return Ok(Some(bytes));
    }
    let kind = fs::metadata(file)?;
    if !kind.is_file() {
        return Err(io::Error::other("is neither a file nor a folder"));
    }
    let mut open = fs::File::open(file)?;
    (&mut open).take(8).read_to_end(&mut bytes)?;
    if recoupe_ingest::is_streamed(&bytes) {
        return Ok(None);
    }
    if kind.len() > LARGEST {
        let says = format!("is larger than {} MB; split it", LARGEST >> 20);
        return Err(io::Error::other(says));
    }
    open.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The text of one small file.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn text(file: &Path) -> io::Result<String> {
    fs::read_to_string(file)
}

fn failure(path: &Path, says: &str) -> Failure {
    Failure { path: path.display().to_string(), says: says.to_owned() }
}

/// The built-in files, the folder that `--data` names, or that folder laid over the built-in
/// files when it is a pack (see [`layers`]).
///
/// # Errors
/// When the folder cannot be read.
pub fn data(folder: Option<&Path>) -> io::Result<recoupe_data::Files> {
    let Some(folder) = folder else { return Ok(recoupe_data::embedded()) };
    let mut paths = Vec::new();
    let mut failures = Vec::new();
    walk(folder, &mut Vec::new(), &mut paths, &mut failures);
    if let Some(failure) = failures.first() {
        return Err(io::Error::other(format!("{}: {}", failure.path, failure.says)));
    }
    let mut files = recoupe_data::Files::new();
    for path in paths {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read(&path)?.into());
    }
    if files.contains_key(layers::PACK) {
        return layers::lay(files, recoupe_data::embedded());
    }
    for part in ["frames/", "gazetteer/", "lang/"] {
        if !files.keys().any(|name| name.starts_with(part)) {
            let folder = folder.display();
            let says = format!(
                "{folder}: has nothing in {part}; begin with a copy of data/, or add a {} \
                 to lay it over the built-in data",
                layers::PACK
            );
            return Err(io::Error::other(says));
        }
    }
    Ok(files)
}
