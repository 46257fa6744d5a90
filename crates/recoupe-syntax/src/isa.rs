//! The vector units that a kernel may use, chosen at run time.
//!
//! All of them compute the same numbers: sums of integers are exact, and each operation on floats
//! is done for every lane by itself, unfused, in the order that the source gives.

#![allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]

#[cfg(target_arch = "x86_64")]
mod x86;

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::Level;

/// Columns computed together: one AVX-512 register of sums, two of AVX2, four of SSE or NEON.
pub(crate) const LANES: usize = 16;

/// One kind of vector unit.
///
/// Its numbers have 8 bits and sit in groups: two of 16 bits or four of 8 bits.
pub(crate) trait Isa: Copy {
    /// Numbers of a group, 2 or 4.
    const GROUP: usize;
    /// What is added to the numbers of a row, so that they are not negative.
    const OFFSET: i32;
    /// Rows computed together, as the registers allow; 4 or 8.
    const ROWS: usize;
    /// [`LANES`] sums.
    type Sums: Copy;
    /// Sums that start from these.
    fn start(self, from: &[i32; LANES]) -> Self::Sums;
    /// Adds the products of a group of a row with a group of every column.
    fn add(self, sums: Self::Sums, row: i32, columns: &[i32; LANES]) -> Self::Sums;
    /// The sums as numbers.
    fn numbers(self, sums: Self::Sums) -> [i32; LANES];

    /// A group of numbers, the rest of which are 0.
    #[inline(always)]
    fn group(self, numbers: [i32; 4]) -> i32 {
        let [a, b, c, d] = numbers;
        if Self::GROUP == 2 {
            (a & 0xffff) | (b << 16)
        } else {
            (a & 0xff) | (b & 0xff) << 8 | (c & 0xff) << 16 | d << 24
        }
    }
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
    const GROUP: usize = 2;
    const OFFSET: i32 = 0;
    const ROWS: usize = 4;
    type Sums = [i32; LANES];

    #[inline(always)]
    fn start(self, from: &[i32; LANES]) -> Self::Sums {
        *from
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, row: i32, columns: &[i32; LANES]) -> Self::Sums {
        let (a, b) = (i32::from(row as i16), row >> 16);
        for (sum, column) in sums.iter_mut().zip(columns) {
            *sum += a * i32::from(*column as i16) + b * (column >> 16);
        }
        sums
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

/// The vector units of this machine.
#[cfg(not(target_arch = "x86_64"))]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    /// Those of the compiler's target.
    Portable,
}

#[cfg(not(target_arch = "x86_64"))]
impl Level {
    /// The best that this machine has.
    pub(crate) const fn best() -> Self {
        Self::Portable
    }

    /// All that this machine has.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        vec![Self::Portable]
    }

    /// Does a job, compiled for these units.
    pub(crate) fn run(self, job: impl Job) {
        job.run(Portable);
    }
}
