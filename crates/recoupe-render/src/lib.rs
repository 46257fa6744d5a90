//! Faces of a dossier.
pub mod wire;
