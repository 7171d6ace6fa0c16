//! How much each piece of evidence speaks for each act: a table that `examples/fit_labels.rs` writes.

use rustc_hash::FxHashMap;

use super::{ACTS, Evidence};
use crate::error::{Error, Result};
use crate::label::Act;

/// Weights by the name of the evidence, in the order of [`Act::ALL`].
#[derive(Debug)]
pub(super) struct Weights(FxHashMap<Box<str>, [f32; ACTS]>);

/// Name of the row that counts for every utterance.
const ALWAYS: &str = "always";

impl Weights {
    /// Reads the table; `file` names it in errors.
    pub(super) fn parse(file: &str, data: &str) -> Result<Self> {
        let fault = |message: String| Error::Data { file: file.to_owned(), message };
        let mut table = csv::Reader::from_reader(data.as_bytes());
        let headings = table.headers().map_err(|cause| fault(cause.to_string()))?;
        let expected = std::iter::once("evidence").chain(Act::ALL.iter().map(|act| act.as_str()));
        if !headings.iter().eq(expected) {
            return Err(fault("the columns are not evidence and the acts in their order".into()));
        }
        let mut weights = FxHashMap::default();
        for row in table.into_deserialize::<(Box<str>, [f32; ACTS])>() {
            let (name, row) = row.map_err(|cause| fault(cause.to_string()))?;
            if let Some(twice) = weights.insert(name.clone(), row) {
                return Err(fault(format!("{name} stands twice: {twice:?}")));
            }
        }
        Ok(Self(weights))
    }

    /// The chance of each act, in the order of [`Act::ALL`]; they sum up to 1.
    pub(super) fn chances(&self, evidence: &[Evidence]) -> [f32; ACTS] {
        let mut sums = self.0.get(ALWAYS).copied().unwrap_or_default();
        for piece in evidence {
            if let Some(weights) = self.0.get(piece.name.as_str()) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * piece.value);
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let mut chances = sums.map(|sum| (sum - most).exp());
        let all: f32 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= all);
        chances
    }
}
