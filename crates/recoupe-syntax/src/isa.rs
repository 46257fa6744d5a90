//! The vector units that a kernel may use, chosen at run time.
//!
//! All of them compute the same numbers: integer sums are exact, and each operation on floats is
//! done for every lane by itself, unfused, in the order that the source gives.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256i, __m512i};

#[cfg(target_arch = "x86_64")]
use pulp::NullaryFnOnce;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

/// Columns computed together: one AVX-512 register of sums, two of AVX2, four of SSE or NEON.
pub(crate) const LANES: usize = 16;
/// Weights of [`LANES`] columns for two inner indices, taking turns.
pub(crate) type Weights = [i16; 2 * LANES];
/// Two neighbouring numbers of a row.
pub(crate) type Pair = [i16; 2];

/// One kind of vector unit.
pub(crate) trait Isa: Copy {
    /// Rows computed together, as the registers allow; 4 or 8.
    const ROWS: usize;
    /// [`LANES`] sums.
    type Sums: Copy;
    /// Sums of nothing.
    fn zero(self) -> Self::Sums;
    /// Adds `pair[0] * weights[2j] + pair[1] * weights[2j + 1]` to sum `j`.
    fn add(self, sums: Self::Sums, pair: Pair, weights: &Weights) -> Self::Sums;
    /// Adds sums to sums.
    fn join(self, a: Self::Sums, b: Self::Sums) -> Self::Sums;
    /// The sums as numbers.
    fn numbers(self, sums: Self::Sums) -> [i32; LANES];
}

/// Work to be compiled for every kind of vector unit; `run` must be inlined.
pub(crate) trait Job {
    /// Does it.
    fn run<I: Isa>(self, isa: I);
}

/// No more than what every machine of the target has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portable;

impl Isa for Portable {
    const ROWS: usize = 4;
    type Sums = [i32; LANES];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, [a, b]: Pair, weights: &Weights) -> Self::Sums {
        let (a, b) = (i32::from(a), i32::from(b));
        for (sum, [v, w]) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
            // Cannot wrap, see `quantised`; wrapping is what the vector units would do.
            *sum = sum.wrapping_add(a * i32::from(*v)).wrapping_add(b * i32::from(*w));
        }
        sums
    }

    #[inline(always)]
    fn join(self, mut a: Self::Sums, b: Self::Sums) -> Self::Sums {
        for (a, b) in a.iter_mut().zip(b) {
            *a = a.wrapping_add(b);
        }
        a
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

#[cfg(target_arch = "x86_64")]
impl Isa for V3 {
    const ROWS: usize = 4;
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [self.avx._mm256_setzero_si256(); 2]
    }

    #[inline(always)]
    fn add(self, [low, high]: Self::Sums, pair: Pair, weights: &Weights) -> Self::Sums {
        let pair = self.avx._mm256_set1_epi32(pulp::cast(pair));
        let [v, w]: [__m256i; 2] = pulp::cast(*weights);
        let (v, w) = (self.avx2._mm256_madd_epi16(v, pair), self.avx2._mm256_madd_epi16(w, pair));
        [self.avx2._mm256_add_epi32(low, v), self.avx2._mm256_add_epi32(high, w)]
    }

    #[inline(always)]
    fn join(self, a: Self::Sums, b: Self::Sums) -> Self::Sums {
        [self.avx2._mm256_add_epi32(a[0], b[0]), self.avx2._mm256_add_epi32(a[1], b[1])]
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        pulp::cast(sums)
    }
}

#[cfg(target_arch = "x86_64")]
impl Isa for V4 {
    const ROWS: usize = 8;
    type Sums = __m512i;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, pair: Pair, weights: &Weights) -> Self::Sums {
        let pair = self.avx512f._mm512_set1_epi32(pulp::cast(pair));
        let products = self.avx512bw._mm512_madd_epi16(pulp::cast(*weights), pair);
        self.avx512f._mm512_add_epi32(sums, products)
    }

    #[inline(always)]
    fn join(self, a: Self::Sums, b: Self::Sums) -> Self::Sums {
        self.avx512f._mm512_add_epi32(a, b)
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        pulp::cast(sums)
    }
}

/// The vector units of this machine.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    /// Those of the compiler's target.
    Portable,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    V3(V3),
    /// AVX-512.
    #[cfg(target_arch = "x86_64")]
    V4(V4),
}

impl Level {
    /// The best that this machine has.
    pub(crate) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(isa) = V4::try_new() {
                return Self::V4(isa);
            }
            if let Some(isa) = V3::try_new() {
                return Self::V3(isa);
            }
        }
        Self::Portable
    }

    /// All that this machine has.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(V3::try_new().map(Self::V3));
            all.extend(V4::try_new().map(Self::V4));
        }
        all
    }

    /// Does a job, compiled for these units.
    #[inline]
    pub(crate) fn run(self, job: impl Job) {
        match self {
            Self::Portable => job.run(Portable),
            #[cfg(target_arch = "x86_64")]
            Self::V3(isa) => isa.vectorize(Call { isa, job }),
            #[cfg(target_arch = "x86_64")]
            Self::V4(isa) => isa.vectorize(Call { isa, job }),
        }
    }
}

/// A job and its vector units, as `pulp` wants them.
#[cfg(target_arch = "x86_64")]
struct Call<I, J> {
    isa: I,
    job: J,
}

#[cfg(target_arch = "x86_64")]
impl<I: Isa, J: Job> NullaryFnOnce for Call<I, J> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.job.run(self.isa);
    }
}
