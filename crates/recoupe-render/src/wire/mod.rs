//! The dossier as JSON: one module per version of the format. A version is never edited once
//! published, save for new keys that readers may ignore.

pub mod v1;
