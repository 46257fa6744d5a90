//! Every dependency has a licence that code under MIT OR Apache-2.0 may be linked with.

use std::process::Command;

use serde_json::Value;
use xtask::root;

/// Licences by name. MPL-2.0 is file-level copyleft: linking is fine, changed files stay open.
/// CDLA-Permissive-2.0 is for data that are not changed: the list of whom TLS trusts.
const MAY: [&str; 13] = [
    "MIT",
    // As MIT, without the duty to name anybody.
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unicode-3.0",
    "BSL-1.0",
    "CC0-1.0",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
];

/// Whether an SPDX expression can be fulfilled with these licences alone.
fn may_be_used(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    flat.split(" AND ").all(|part| {
        part.split(" OR ").any(|name| {
            let name = name.trim().trim_end_matches(" WITH LLVM-exception");
            MAY.contains(&name) || name == "Unlicense"
        })
    })
}

#[test]
fn licences_are_known_and_allowed() {
    // Only what this platform builds is on the disk; nothing is fetched for a test.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", &host()])
        .current_dir(root())
        .output()
        .expect("cargo runs this test, so it is there");
    let told = String::from_utf8_lossy(&metadata.stderr);
    assert!(metadata.status.success(), "{told}");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("metadata lists packages");
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !may_be_used(package["license"].as_str().unwrap_or("none")))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn host() -> String {
    let told =
        Command::new("rustc").arg("-vV").output().expect("cargo found rustc, so it is there");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc -vV names its host").to_owned()
}

#[test]
fn a_copyleft_licence_is_refused_unless_there_is_a_choice() {
    assert!(may_be_used("MIT OR GPL-3.0"));
    assert!(may_be_used("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!may_be_used("GPL-3.0-only"));
    assert!(!may_be_used("MIT AND GPL-3.0-only"));
}
