//! AVX2 and AVX-512 with VNNI, by `archmage`, which makes their instructions safe to call.

use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_set1_epi32, _mm512_dpbusd_epi32,
    _mm512_set1_epi32,
};

use archmage::intrinsics::x86_64::{
    _mm256_loadu_si256, _mm256_storeu_si256, _mm512_loadu_si512, _mm512_storeu_si512,
};
use archmage::{SimdToken, X64V3Token, X64V4xToken, arcane};

use super::{Isa, Job, LANES, Portable};

/// The vector units of this machine.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    /// Those of the compiler's target.
    Portable,
    /// AVX2.
    Avx2(X64V3Token),
    /// AVX-512 with VNNI.
    Vnni(X64V4xToken),
}

impl Level {
    /// The best that this machine has.
    pub(crate) fn best() -> Self {
        if let Some(token) = X64V4xToken::summon() {
            return Self::Vnni(token);
        }
        X64V3Token::summon().map_or(Self::Portable, Self::Avx2)
    }

    /// All that this machine has.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Portable];
        all.extend(X64V3Token::summon().map(Self::Avx2));
        all.extend(X64V4xToken::summon().map(Self::Vnni));
        all
    }

    /// Does a job, compiled for these units.
    pub(crate) fn run(self, job: impl Job) {
        match self {
            Self::Portable => job.run(Portable),
            Self::Avx2(token) => avx2(token, job),
            Self::Vnni(token) => vnni(token, job),
        }
    }
}

#[arcane]
fn avx2<J: Job>(token: X64V3Token, job: J) {
    job.run(token);
}

#[arcane]
fn vnni<J: Job>(token: X64V4xToken, job: J) {
    job.run(token);
}

impl Isa for X64V3Token {
    const GROUP: usize = 2;
    const OFFSET: i32 = 0;
    const ROWS: usize = 4;
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn start(self, from: &[i32; LANES]) -> Self::Sums {
        load_two(self, from)
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, row: i32, columns: &[i32; LANES]) -> Self::Sums {
        add_pairs(self, sums, row, columns)
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        store_two(self, sums)
    }
}

#[arcane]
fn load_two(_: X64V3Token, from: &[i32; LANES]) -> [__m256i; 2] {
    let (halves, _) = from.as_chunks::<8>();
    [_mm256_loadu_si256(&halves[0]), _mm256_loadu_si256(&halves[1])]
}

#[arcane]
fn add_pairs(_: X64V3Token, sums: [__m256i; 2], row: i32, columns: &[i32; LANES]) -> [__m256i; 2] {
    let (row, (halves, _)) = (_mm256_set1_epi32(row), columns.as_chunks::<8>());
    let (low, high) = (_mm256_loadu_si256(&halves[0]), _mm256_loadu_si256(&halves[1]));
    let (low, high) = (_mm256_madd_epi16(low, row), _mm256_madd_epi16(high, row));
    [_mm256_add_epi32(sums[0], low), _mm256_add_epi32(sums[1], high)]
}

#[arcane]
fn store_two(_: X64V3Token, sums: [__m256i; 2]) -> [i32; LANES] {
    let mut out = [0; LANES];
    let (halves, _) = out.as_chunks_mut::<8>();
    _mm256_storeu_si256(&mut halves[0], sums[0]);
    _mm256_storeu_si256(&mut halves[1], sums[1]);
    out
}

impl Isa for X64V4xToken {
    const GROUP: usize = 4;
    const OFFSET: i32 = 128;
    const ROWS: usize = 8;
    type Sums = __m512i;

    #[inline(always)]
    fn start(self, from: &[i32; LANES]) -> Self::Sums {
        load_one(self, from)
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, row: i32, columns: &[i32; LANES]) -> Self::Sums {
        add_fours(self, sums, row, columns)
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        store_one(self, sums)
    }
}

#[arcane]
fn load_one(_: X64V4xToken, from: &[i32; LANES]) -> __m512i {
    _mm512_loadu_si512(from)
}

#[arcane]
fn add_fours(_: X64V4xToken, sums: __m512i, row: i32, columns: &[i32; LANES]) -> __m512i {
    // Numbers of the row without sign, those of the columns with one; does not saturate.
    _mm512_dpbusd_epi32(sums, _mm512_set1_epi32(row), _mm512_loadu_si512(columns))
}

#[arcane]
fn store_one(_: X64V4xToken, sums: __m512i) -> [i32; LANES] {
    let mut out = [0; LANES];
    _mm512_storeu_si512(&mut out, sums);
    out
}
