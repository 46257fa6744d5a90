//! Exponential and its kin by fixed IEEE arithmetic, the same on every machine.
//!
//! Written without branches so that loops over them become vector code.

/// `e^x` for |x| ≤ 30 to about 2 units in the last place; larger arguments are clamped.
#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
pub(crate) fn exp(x: f32) -> f32 {
    /// 1.5 × 2²³: adding it rounds to an integer that sits in the low bits.
    const ROUND: f32 = 12_582_912.0;
    // Comparisons instead of `clamp`, which differs on NaN; the input is finite anyway.
    let x = if x > 30.0 { 30.0 } else { x };
    let x = if x < -30.0 { -30.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let power = shifted - ROUND;
    // ln 2 in two parts keeps the remainder exact.
    let r = x - power * 0.693_359_4 - power * -2.121_944_4e-4;
    let p = 1.0
        + r * (1.0
            + r * (0.5
                + r * (0.166_666_66 + r * (0.041_666_57 + r * (0.008_333_61 + r * 0.001_398_2)))));
    let scale = shifted.to_bits().wrapping_add(127).wrapping_shl(23);
    f32::from_bits(scale) * p
}

/// 1 / (1 + e⁻ˣ).
#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// `sigmoid(x) * tanh(y)` with one division.
#[inline(always)]
#[allow(clippy::inline_always, reason = "must be compiled with the vector features of its caller")]
pub(crate) fn sigmoid_tanh(x: f32, y: f32) -> f32 {
    let (a, b) = (exp(-x), exp(-2.0 * y));
    (1.0 - b) / ((1.0 + a) * (1.0 + b))
}

/// Index of the largest value, the first of equals.
pub(crate) fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, &value) in values.iter().enumerate() {
        if value > values[best] {
            best = i;
        }
    }
    best
}

/// Turns scores into probabilities in place.
pub(crate) fn softmax(values: &mut [f32]) {
    let top = values[argmax(values)];
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = exp(*value - top);
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, clippy::cast_precision_loss, reason = "a comparison")]
    fn close_to_the_real_thing() {
        for i in -3000..3000 {
            let x = i as f32 * 0.01;
            let real = f64::from(x).exp();
            assert!((f64::from(exp(x)) / real - 1.0).abs() < 5e-7, "exp {x}");
            let tanh = f64::from(sigmoid_tanh(40.0, x));
            assert!((tanh - f64::from(x).tanh()).abs() < 5e-7, "tanh {x}");
            let (a, b) = (f64::from(sigmoid_tanh(x, 0.7)), f64::from(sigmoid(x)) * 0.7f64.tanh());
            assert!((a - b).abs() < 5e-7, "sigmoid {x}");
        }
    }

    #[test]
    fn probabilities() {
        let mut p = [1.0, 3.0, 2.0];
        softmax(&mut p);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert_eq!(argmax(&p), 1);
    }
}
