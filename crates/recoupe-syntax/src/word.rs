//! What the network sees of a form: its key, hashed beginnings and endings, and its shape.
//!
//! The twin of `training/text.py`; the tests here hold figures computed there.

/// Rows that [`bucket`] may name, for endings of 2, 3 and 4 letters, beginnings, and inner parts.
pub(crate) const S2: usize = 2000;
pub(crate) const S3: usize = 5000;
pub(crate) const S4: usize = 8000;
pub(crate) const P3: usize = 5000;
pub(crate) const GRAMS: usize = 20_000;
/// Inner parts taken of one form.
const MAX_GRAMS: usize = 40;
/// Letters of a form that are looked at; nothing longer is a word.
const MAX_LETTERS: usize = 400;

/// Rows of the embedding tables for one form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Features {
    pub(crate) key: String,
    pub(crate) shape: String,
    pub(crate) s2: usize,
    pub(crate) s3: usize,
    pub(crate) s4: usize,
    pub(crate) p3: usize,
    pub(crate) grams: Vec<usize>,
}

impl Features {
    pub(crate) fn of(form: &str) -> Self {
        let key = key(form);
        let mut bounds: Vec<usize> = key.char_indices().map(|(i, _)| i).collect();
        bounds.push(key.len());
        let letters = bounds.len() - 1;
        let end = |n: usize| &key[bounds[letters.saturating_sub(n)]..];
        Self {
            s2: bucket("2", end(2), S2),
            s3: bucket("3", end(3), S3),
            s4: bucket("4", end(4), S4),
            p3: bucket("p", &key[..bounds[letters.min(3)]], P3),
            grams: grams(&key),
            shape: shape(form),
            key,
        }
    }
}

/// One kind of quote, apostrophe, dash and space.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '´' | '`' | '′' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' => "\"",
        '–' | '—' | '―' | '‐' | '‑' | '−' => "-",
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => " ",
        '…' => "...",
        _ => return None,
    })
}

/// The form as the tables know it: lower case, typography evened out, digits as 0.
pub(crate) fn key(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for c in form.chars().take(MAX_LETTERS) {
        match (plain(c), c) {
            (Some(text), _) => out.push_str(text),
            (None, '0'..='9') => out.push('0'),
            (None, 'œ' | 'Œ') => out.push_str("oe"),
            (None, 'æ' | 'Æ') => out.push_str("ae"),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Upper, lower, digit pattern of the first twelve characters, runs cut at two.
pub(crate) fn shape(form: &str) -> String {
    let mut plain_form = String::new();
    for c in form.chars().take(12) {
        match plain(c) {
            Some(text) => plain_form.push_str(text),
            None => plain_form.push(c),
        }
    }
    let mut out: Vec<char> = Vec::new();
    for c in plain_form.chars().take(12) {
        let class = match c {
            '0'..='9' => 'd',
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ => c,
        };
        if !out.ends_with(&[class, class]) {
            out.push(class);
        }
    }
    out.into_iter().collect()
}

/// FNV-1a (32 bits) of tag and text.
pub(crate) fn hash(tag: &str, text: &str) -> u32 {
    tag.bytes()
        .chain(text.bytes())
        .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The hash folded into a table of `size` rows.
pub(crate) fn bucket(tag: &str, text: &str, size: usize) -> usize {
    let hash = hash(tag, text);
    (hash ^ (hash >> 15)) as usize % size
}

fn grams(key: &str) -> Vec<usize> {
    let framed = format!("<{key}>");
    let mut bounds: Vec<usize> = framed.char_indices().map(|(i, _)| i).collect();
    bounds.push(framed.len());
    let mut out = Vec::new();
    for n in 3..=5 {
        for window in bounds.windows(n + 1).take(MAX_GRAMS - out.len().min(MAX_GRAMS)) {
            out.push(bucket("g", &framed[window[0]..window[n]], GRAMS));
        }
    }
    if out.is_empty() {
        out.push(bucket("g", &framed, GRAMS));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by `training/text.py`: key, shape, endings and beginning, n-grams and their sum.
    type Row = (&'static str, &'static str, &'static str, [usize; 4], usize, usize);

    #[test]
    fn the_same_as_in_training() {
        let table: [Row; 10] = [
            ("Élysée", "élysée", "Xxx", [420, 3649, 5681, 4569], 15, 170_376),
            ("l’", "l'", "x'", [1472, 1704, 3649, 3513], 3, 14_928),
            ("10 000", "00 000", "dd dd", [1795, 702, 1123, 3558], 15, 156_261),
            ("œuvre", "oeuvre", "xx", [1642, 1518, 2054, 3433], 15, 135_181),
            ("Jean-Claude", "jean-claude", "Xxx-Xxx", [1487, 2525, 4030, 1010], 30, 281_880),
            ("5h12", "0h00", "dxdd", [1795, 783, 1696, 2740], 9, 64_551),
            ("«", "\"", "\"", [1968, 4936, 7061, 1514], 1, 6798),
            ("a", "a", "x", [488, 4382, 7712, 2598], 1, 13_128),
            ("COVID-19", "covid-00", "XX-dd", [1795, 1293, 2756, 1230], 21, 194_908),
            ("aujourd’hui", "aujourd'hui", "xx'xx", [1427, 1990, 5532, 1679], 30, 294_971),
        ];
        for (form, key, shape, hashes, count, sum) in table {
            let f = Features::of(form);
            assert_eq!((&*f.key, &*f.shape), (key, shape));
            assert_eq!([f.s2, f.s3, f.s4, f.p3], hashes, "{form}");
            assert_eq!((f.grams.len(), f.grams.iter().sum::<usize>()), (count, sum), "{form}");
        }
    }
}
