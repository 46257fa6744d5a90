//! The model file: named sections of strings and matrices, little-endian, with a checksum.
//!
//! `training/export.py` writes it and describes the layout.

use crate::Error;

const MAGIC: &[u8] = b"RCPSYNT1";

/// A dense matrix, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) data: Vec<f32>,
}

#[cfg(test)]
impl Matrix {
    pub(crate) fn row(&self, index: usize) -> &[f32] {
        &self.data[index * self.cols..(index + 1) * self.cols]
    }
}

/// A matrix of small integers with a scale for each row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) cols: usize,
    scales: Vec<f32>,
    cells: Vec<i8>,
}

impl Table {
    pub(crate) const fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The numbers of a row.
    pub(crate) fn row(&self, index: usize) -> impl Iterator<Item = f32> {
        let scale = self.scales[index];
        let cells = &self.cells[index * self.cols..(index + 1) * self.cols];
        cells.iter().map(move |&cell| f32::from(cell) * scale)
    }
}

/// The sections of a model file whose outer structure has been checked.
pub(crate) struct File<'a> {
    sections: Vec<Section<'a>>,
}

struct Section<'a> {
    name: &'a str,
    kind: u8,
    rows: usize,
    cols: usize,
    data: &'a [u8],
}

impl<'a> File<'a> {
    /// Reads the table of sections and checks sizes and checksum.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if !bytes.starts_with(MAGIC) {
            return Err(Error::NotAModel);
        }
        let (content, sum) = bytes.split_last_chunk::<8>().ok_or(Error::Damaged)?;
        if checksum(content) != u64::from_le_bytes(*sum) {
            return Err(Error::Damaged);
        }
        let mut reader = Reader { rest: content.get(MAGIC.len()..).ok_or(Error::Damaged)? };
        let count = reader.u32()?;
        let mut sections = Vec::new();
        for _ in 0..count {
            let len = usize::from(reader.take(1)?[0]);
            let name = std::str::from_utf8(reader.take(len)?).map_err(|_| Error::Damaged)?;
            let kind = reader.take(1)?[0];
            let (rows, cols, len) = (reader.u32()?, reader.u32()?, reader.u32()?);
            sections.push((name, kind, rows, cols, len));
        }
        let sections = sections
            .into_iter()
            .map(|(name, kind, rows, cols, len)| {
                Ok(Section { name, kind, rows, cols, data: reader.take(len)? })
            })
            .collect::<Result<_, Error>>()?;
        if reader.rest.is_empty() { Ok(Self { sections }) } else { Err(Error::Damaged) }
    }

    fn find(&self, name: &str) -> Result<&Section<'a>, Error> {
        self.sections
            .iter()
            .find(|section| section.name == name)
            .ok_or_else(|| Error::section(name, "is missing"))
    }

    /// Whether there is such a section.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// A list of strings.
    pub(crate) fn strings(&self, name: &str) -> Result<Vec<&'a str>, Error> {
        let section = self.find(name)?;
        if section.kind != 0 {
            return Err(Error::section(name, "is not a list of strings"));
        }
        let bad = |_| Error::section(name, "holds broken strings");
        let mut reader = Reader { rest: section.data };
        let mut out = Vec::new();
        for _ in 0..section.rows {
            let len = u16::from_le_bytes(reader.array().map_err(bad)?);
            let bytes = reader.take(usize::from(len)).map_err(bad)?;
            let text = std::str::from_utf8(bytes);
            out.push(text.map_err(|_| Error::section(name, "holds broken strings"))?);
        }
        Ok(out)
    }

    /// A matrix of finite numbers, of whatever size the file says.
    pub(crate) fn matrix(&self, name: &str) -> Result<Matrix, Error> {
        let section = self.find(name)?;
        let (rows, cols) = (section.rows, section.cols);
        if rows == 0 || cols == 0 {
            return Err(Error::section(name, "is empty"));
        }
        let size = rows.checked_mul(cols).ok_or_else(|| Error::section(name, "is too large"))?;
        let data: Vec<f32> = match section.kind {
            1 if size.checked_mul(2) == Some(section.data.len()) => {
                let (pairs, _) = section.data.as_chunks::<2>();
                pairs.iter().map(|pair| half(u16::from_le_bytes(*pair))).collect()
            }
            2 if size.checked_add(rows * 4) == Some(section.data.len()) => {
                let (scales, cells) = section.data.split_at(rows * 4);
                let scales = scales.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four));
                let rows = cells.chunks_exact(cols);
                rows.zip(scales)
                    .flat_map(|(row, s)| row.iter().map(move |&c| f32::from(c.cast_signed()) * s))
                    .collect()
            }
            _ => return Err(Error::section(name, "is not a matrix of its size")),
        };
        if data.len() != size || !data.iter().all(|x| x.is_finite()) {
            return Err(Error::section(name, "holds no proper numbers"));
        }
        Ok(Matrix { rows, cols, data })
    }

    /// Rows of small integers, each row with its scale, kept as they are in the file.
    pub(crate) fn table(&self, name: &str) -> Result<Table, Error> {
        let section = self.find(name)?;
        let (rows, cols) = (section.rows, section.cols);
        let size = rows.checked_mul(cols).and_then(|size| size.checked_add(rows * 4));
        if rows == 0 || cols == 0 || section.kind != 2 || size != Some(section.data.len()) {
            return Err(Error::section(name, "is not a table of its size"));
        }
        let (scales, cells) = section.data.split_at(rows * 4);
        let scales: Vec<f32> =
            scales.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        if !scales.iter().all(|scale| scale.is_finite()) {
            return Err(Error::section(name, "holds no proper numbers"));
        }
        Ok(Table { cols, scales, cells: cells.iter().map(|c| c.cast_signed()).collect() })
    }

    /// A rising list of hashes, each with the row of a table of `rows` rows.
    pub(crate) fn hashes(&self, name: &str, rows: usize) -> Result<Vec<(u32, u16)>, Error> {
        let section = self.find(name)?;
        if section.kind != 3 || section.rows.checked_mul(6) != Some(section.data.len()) {
            return Err(Error::section(name, "is not a list of hashes"));
        }
        let (hashes, places) = section.data.split_at(section.rows * 4);
        let hashes = hashes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four));
        let places = places.as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two));
        let list: Vec<(u32, u16)> = hashes.zip(places).collect();
        if !list.is_sorted_by(|a, b| a.0 < b.0) || list.iter().any(|e| usize::from(e.1) >= rows) {
            return Err(Error::section(name, "is not in order"));
        }
        Ok(list)
    }

    /// A matrix that must have this size.
    pub(crate) fn sized(&self, name: &str, rows: usize, cols: usize) -> Result<Matrix, Error> {
        let matrix = self.matrix(name)?;
        if (matrix.rows, matrix.cols) == (rows, cols) {
            Ok(matrix)
        } else {
            Err(Error::section(name, "has the wrong size"))
        }
    }

    /// A vector of this length.
    pub(crate) fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, Error> {
        self.sized(name, 1, len).map(|matrix| matrix.data)
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(Error::Damaged)?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or(Error::Damaged)?;
        self.rest = rest;
        Ok(*head)
    }

    fn u32(&mut self) -> Result<usize, Error> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }
}

/// IEEE half precision to single.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10) & 0x1f;
    let fraction = u32::from(bits) & 0x3ff;
    match exponent {
        // 2^-24 is the smallest subnormal; the product is exact.
        0 => {
            let value = f32::from(bits & 0x3ff) * f32::from_bits(0x3380_0000);
            f32::from_bits(sign | value.to_bits())
        }
        31 => f32::from_bits(sign | 0x7f80_0000 | (fraction << 13)),
        _ => f32::from_bits(sign | ((exponent + 112) << 23) | (fraction << 13)),
    }
}

/// Two sums over 32-bit words, one of them weighted by position.
fn checksum(content: &[u8]) -> u64 {
    let (mut plain, mut weighted, mut place) = (0u64, 0u64, 0u64);
    for chunk in content.chunks(4) {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        let word = u64::from(u32::from_le_bytes(four));
        place += 1;
        plain = plain.wrapping_add(word);
        weighted = weighted.wrapping_add(word.wrapping_mul(place));
    }
    plain ^ weighted.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for (bits, value) in [(0, 0.0), (0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95)] {
            assert_eq!(half(bits).to_bits(), f32::to_bits(value));
        }
        assert_eq!(half(1).to_bits(), 2f32.powi(-24).to_bits());
        assert_eq!(half(0x7bff).to_bits(), 65504f32.to_bits());
    }

    #[test]
    fn rejects_rubbish() {
        assert!(matches!(File::open(b""), Err(Error::NotAModel)));
        assert!(matches!(File::open(MAGIC), Err(Error::Damaged)));
        let mut bytes = MAGIC.to_vec();
        bytes.extend([0xff; 40]);
        assert!(matches!(File::open(&bytes), Err(Error::Damaged)));
    }
}
