//! Archives: what holds other inputs. Everything is read as a stream of bounded pieces; how much
//! may come out of how little is bounded for the whole input by a [`Gauge`].

mod gauge;
mod gzip;
mod http;
mod mail;
mod tape;
mod warc;
mod zip;

use std::io::{self, BufRead, BufReader, Read};

use crate::intake::Intake;
use crate::sniff::{self, Packed};
use crate::{Input, words};

pub(crate) use gauge::{Gauge, Outermost};
use tape::Tape;

/// Archives within archives within archives: no deeper.
const DEEPEST: usize = 4;

/// The most bytes of one piece that is read as a whole.
const PIECE: u64 = 128 << 20;

/// Reads an input of whatever kind from a stream; `depth` archives are open already.
pub(crate) fn stream(path: &str, from: &mut dyn BufRead, depth: usize, intake: &mut Intake<'_>) {
    let mut tape = Tape::new(from);
    let head = match tape.look(8) {
        Ok(head) => head.to_vec(),
        Err(why) => return intake.remark(words::broken(path, &why.to_string())),
    };
    match sniff::packed(&head) {
        Some(_) if depth > DEEPEST => intake.remark(words::too_deep(path)),
        Some(Packed::Warc) => warc::read(path, &mut tape, intake),
        Some(Packed::Gzip) => gunzip(path, &mut tape, depth, intake),
        _ => piece(path, &mut tape, depth, intake),
    }
}

/// Reads an archive whose bytes are all there.
pub(crate) fn read(input: &Input<'_>, kind: Packed, depth: usize, intake: &mut Intake<'_>) {
    let (path, mut bytes) = (input.path, input.bytes);
    match kind {
        _ if depth > DEEPEST => intake.remark(words::too_deep(path)),
        Packed::Warc => warc::read(path, &mut Tape::new(&mut bytes), intake),
        Packed::Gzip => gunzip(path, &mut Tape::new(&mut bytes), depth, intake),
        Packed::Zip => zip::read(input, depth, intake),
        Packed::Mail => mail::read(input, depth, intake),
    }
}

fn gunzip(path: &str, tape: &mut Tape<'_>, depth: usize, intake: &mut Intake<'_>) {
    let mut members = gzip::Members::new(tape, intake.gauge.clone());
    // What is inside has no name of its own.
    stream(path, &mut BufReader::with_capacity(64 << 10, &mut members), depth + 1, intake);
    for why in members.faults() {
        intake.remark(words::broken(path, why));
    }
}

/// A piece that must be there as a whole.
fn piece(path: &str, from: &mut dyn Read, depth: usize, intake: &mut Intake<'_>) {
    let mut bytes = Vec::new();
    if let Err(why) = from.take(PIECE + 1).read_to_end(&mut bytes) {
        intake.remark(words::broken(path, &why.to_string()));
    }
    if bytes.len() as u64 > PIECE {
        return intake.remark(words::piece_too_large(path, PIECE));
    }
    crate::whole(&Input { path, bytes: &bytes }, depth, intake);
}

/// An error of the readers here.
fn error(says: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, says)
}
