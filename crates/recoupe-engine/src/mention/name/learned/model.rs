//! The weights of the recogniser of names, and the best tags of a sentence by them.

use super::features::Hash;

/// The tags of a file, in its order: outside of names, then begin and inside of each kind.
pub(super) const TAGS: usize = 9;
/// What forbids a step: an inside after anything but its own kind.
const NEVER: i32 = -30_000;
/// What a file begins with.
const MAGIC: &[u8] = b"recoupe names 1\n";

/// A linear-chain model: a score for each step from tag to tag, and for each feature of a word.
///
/// Whole numbers throughout, so that every machine finds the same. `training/names/README.md`
/// tells the layout of the file and how it is made.
#[derive(Debug)]
pub(super) struct Model {
    steps: [[i32; TAGS]; TAGS],
    keys: Vec<u32>,
    starts: Vec<usize>,
    tags: Vec<u8>,
    weights: Vec<i16>,
}

/// For one word the score of each tag.
pub(super) type Row = [i32; TAGS];

impl Model {
    /// Reads a file.
    ///
    /// # Errors
    /// What was expected, for a file that is cut short or of another kind.
    pub(super) fn load(bytes: &[u8]) -> Result<Self, &'static str> {
        let body = bytes.strip_prefix(MAGIC).ok_or("expected the line « recoupe names 1 »")?;
        let about = body.windows(2).position(|two| two == b"\n\n");
        let about = about.ok_or("expected an empty line after what the file says of itself")?;
        let mut rest = Bytes(&body[about + 2..]);
        if usize::from(rest.byte()?) != TAGS {
            return Err("expected nine tags");
        }
        let mut steps = [[0; TAGS]; TAGS];
        for step in steps.iter_mut().flatten() {
            *step = i32::from(rest.short()?);
        }
        let count = rest.long()?;
        let keys: Vec<u32> = (0..count).map(|_| rest.word()).collect::<Result<_, _>>()?;
        let starts: Vec<usize> = (0..=count).map(|_| rest.long()).collect::<Result<_, _>>()?;
        let cells = starts.last().copied().unwrap_or(0);
        let tags: Vec<u8> = (0..cells).map(|_| rest.byte()).collect::<Result<_, _>>()?;
        let weights: Vec<i16> = (0..cells).map(|_| rest.short()).collect::<Result<_, _>>()?;
        let sorted = keys.is_sorted() && starts.is_sorted();
        if !sorted || tags.iter().any(|&tag| usize::from(tag) >= TAGS) || !rest.0.is_empty() {
            return Err("expected rising hashes, known tags and nothing behind the weights");
        }
        Ok(Self { steps, keys, starts, tags, weights })
    }

    /// Adds what a feature says to the scores of a word.
    pub(super) fn add(&self, row: &mut Row, feature: Hash) {
        let Ok(at) = self.keys.binary_search(&feature.0) else { return };
        let cells = self.starts[at]..self.starts[at + 1];
        for (&tag, &weight) in self.tags[cells.clone()].iter().zip(&self.weights[cells]) {
            row[usize::from(tag)] += i32::from(weight);
        }
    }

    /// The tags of a sentence with the highest score; of two as high, those that come first.
    pub(super) fn best(&self, rows: &[Row]) -> Vec<usize> {
        let Some(first) = rows.first() else { return Vec::new() };
        let mut scores = *first;
        // Nothing begins inside a name.
        (2..TAGS).step_by(2).for_each(|tag| scores[tag] += NEVER);
        let mut came: Vec<[usize; TAGS]> = Vec::with_capacity(rows.len());
        for row in &rows[1..] {
            let (mut next, mut from) = ([0; TAGS], [0; TAGS]);
            for tag in 0..TAGS {
                let score = |before: usize| scores[before] + self.steps[before][tag];
                from[tag] = highest(score);
                next[tag] = score(from[tag]) + row[tag];
            }
            scores = next;
            came.push(from);
        }
        let mut path = vec![highest(|tag| scores[tag])];
        for from in came.iter().rev() {
            path.push(from[path[path.len() - 1]]);
        }
        path.reverse();
        path
    }
}

/// The first of the tags whose score is the highest.
fn highest(score: impl Fn(usize) -> i32) -> usize {
    (1..TAGS).fold(0, |best, tag| if score(tag) > score(best) { tag } else { best })
}

/// Numbers of a file, little-endian.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], &'static str> {
        let (head, tail) = self.0.split_first_chunk::<N>().ok_or("the file is cut short")?;
        self.0 = tail;
        Ok(*head)
    }

    fn byte(&mut self) -> Result<u8, &'static str> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn short(&mut self) -> Result<i16, &'static str> {
        self.take().map(i16::from_le_bytes)
    }

    fn word(&mut self) -> Result<u32, &'static str> {
        self.take().map(u32::from_le_bytes)
    }

    /// A count or a place. No file of ours needs more than four bytes; no memory is set aside for
    /// it before the bytes are there.
    fn long(&mut self) -> Result<usize, &'static str> {
        let word = self.word()?;
        let most = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        if word > most {
            return Err("the file is cut short");
        }
        usize::try_from(word).map_err(|_| "a number is too large")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one feature, which makes a word the beginning of a person.
    fn file(feature: Hash) -> Vec<u8> {
        let mut out = b"recoupe names 1\nfor a test\n\n\x09".to_vec();
        for (from, to) in (0..TAGS).flat_map(|from| (0..TAGS).map(move |to| (from, to))) {
            let forbidden = to > 0 && to % 2 == 0 && from != to && from + 1 != to;
            out.extend(if forbidden { -30_000_i16 } else { 0 }.to_le_bytes());
        }
        out.extend(1_u32.to_le_bytes());
        out.extend(feature.0.to_le_bytes());
        out.extend([0_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat());
        out.extend([1, 2]);
        out.extend([7_i16.to_le_bytes(), 9_i16.to_le_bytes()].concat());
        out
    }

    #[test]
    fn the_best_tags_begin_a_name_before_they_are_inside_it() {
        let feature = Hash::new("w0=").and("kaltenburg");
        let model = Model::load(&file(feature)).unwrap();
        let mut row = [0; TAGS];
        model.add(&mut row, feature);
        model.add(&mut row, Hash::new("w0=").and("other"));
        assert_eq!(row[..3], [0, 7, 9]);
        let mut outside = [0; TAGS];
        outside[0] = 5;
        assert_eq!(model.best(&[outside, row, row, outside]), [0, 1, 2, 0]);
        // Inside of nothing: the first word begins the name.
        assert_eq!(model.best(&[row, row]), [1, 2]);
        assert!(model.best(&[]).is_empty());
    }

    #[test]
    fn a_file_that_is_cut_short_is_refused() {
        let whole = file(Hash::new("b"));
        assert!((0..whole.len()).all(|end| Model::load(&whole[..end]).is_err()));
        assert!(Model::load(&[whole, vec![0]].concat()).is_err());
    }
}
