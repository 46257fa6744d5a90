//! The example corpus, inside the binary: five outlets on a treaty that does not exist.

use crate::inputs::Source;

macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("examples/articles/", $name),
            include_bytes!(concat!("../../../examples/articles/", $name)) as &[u8],
        )),*]
    };
}

const ARTICLES: &[(&str, &[u8])] = articles![
    "bulletin-des-iles.html",
    "courrier-du-large.txt",
    "depeche-australe.txt",
    "radio-rio.txt",
    "tasman-post.html",
];

/// The articles of `examples/articles`, as they were when the program was built.
pub fn sources() -> Vec<Source> {
    let source = |&(path, bytes): &(&str, &[u8])| Source {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        file: None,
    };
    ARTICLES.iter().map(source).collect()
}
