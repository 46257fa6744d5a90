//! What a PDF would unpack to, before anything is unpacked for good.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;

use crate::archive::Gauge;

/// Streams packed in streams: no deeper.
const LAYERS: usize = 4;

/// The most that one stream may unpack to, in bytes.
const STREAM: u64 = 64 << 20;

/// What is said of a PDF with a password.
pub(super) const ENCRYPTED: &str = "it is encrypted; save it again without protection";

/// Refuses a PDF whose streams unpack to too much. The library reads them without a limit, so
/// each is unpacked here first, whatever its dictionary says of it.
///
/// # Errors
/// Why it is refused.
pub(super) fn bursts(bytes: &[u8], gauge: &Gauge) -> Result<(), String> {
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return Err(ENCRYPTED.to_owned());
    }
    for packing in ["LZW", "RunLength"] {
        if memmem::find(bytes, packing.as_bytes()).is_some() {
            return Err(format!("it is packed by {packing}, which is not read; save it again"));
        }
    }
    for at in memmem::find_iter(bytes, b"stream") {
        let data = &bytes[at + 6..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if !bytes[..at].ends_with(b"end") {
            layers(data, gauge)?;
        }
    }
    Ok(())
}

fn layers(data: &[u8], gauge: &Gauge) -> Result<(), String> {
    let mut data = std::borrow::Cow::Borrowed(data);
    for _ in 0..=LAYERS {
        let mut out = Vec::new();
        // What is no packed data ends at once with an error, which is none here.
        let _ = if is_zlib(&data) {
            ZlibDecoder::new(&data[..]).take(STREAM + 1).read_to_end(&mut out)
        } else {
            DeflateDecoder::new(&data[..]).take(STREAM + 1).read_to_end(&mut out)
        };
        gauge.out(out.len()).map_err(|why| why.to_string())?;
        if out.len() as u64 > STREAM {
            return Err(format!("one of its streams unpacks to more than {STREAM} bytes"));
        }
        if !is_zlib(&out) {
            return Ok(());
        }
        data = out.into();
    }
    Err("its streams are packed too often".to_owned())
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 0x0f == 8
        && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}
