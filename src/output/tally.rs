//! Statements counted by stance, and the shapes that a chart has of them. Widths and places are per cent, heights pixels.

use crate::label::Stance;

/// How many statements take each side, in the order of [`Stance::ALL`].
pub(crate) type Tally = [u64; Stance::ALL.len()];

/// All of a tally.
pub(crate) fn all(tally: &Tally) -> u64 {
    tally.iter().sum()
}

fn share(count: u64, of: u64) -> f64 {
    count as f64 * 100.0 / of.max(1) as f64
}

fn sides(tally: &Tally) -> impl Iterator<Item = (&Stance, u64)> {
    Stance::ALL.iter().zip(tally.iter().copied()).filter(|(_, count)| *count > 0)
}

/// A bar at `y`, a piece for each side; `most` fills the width.
pub(crate) fn bar(tally: &Tally, most: u64, y: usize, height: usize) -> String {
    let mut x = 0.0;
    let piece = |(side, count): (&Stance, u64)| {
        let (left, width) = (x, share(count, most));
        x += width;
        format!("<rect class=\"{side}\" x=\"{left:.2}%\" y=\"{y}\" width=\"{width:.2}%\" height=\"{height}\"/>")
    };
    sides(tally).map(piece).collect()
}

/// A column at `x` that stands on `foot`, a piece for each side; `most` is as high as `height`.
pub(crate) fn column(tally: &Tally, most: u64, [x, width]: [f64; 2], foot: f64, height: f64) -> String {
    let mut y = foot;
    let piece = |(side, count): (&Stance, u64)| {
        let height = height * share(count, most) / 100.0;
        y -= height;
        format!("<rect class=\"{side}\" x=\"{x:.2}%\" y=\"{y:.2}\" width=\"{width:.2}%\" height=\"{height:.2}\"/>")
    };
    sides(tally).map(piece).collect()
}
