//! The standard normal distribution.

/// The probability that a standard normal variable lies at least as far from
/// zero as `z`, on either side: 0 to 1. Not a number stays one.
///
/// ```
/// use jangkau::stats::normal::two_sided;
///
/// assert!((two_sided(-1.959_963_984_540_054) - 0.05).abs() < 1e-15);
/// assert_eq!(two_sided(0.0), 1.0);
/// ```
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}
