//! Fits `src/languages/da/weights.csv`: how much each piece of evidence speaks for each speech act.
//!
//! usage: cargo run --release --example fit_labels -- PATH…
//! A PATH is annotated articles (a file or folder that `udsagn evaluate` reads), `.jsonl` of single statements (an
//! object a line with `kind`, `cue`, `lead`, `claim`, `act`), or `.txt` as `tests/labels/claims.txt` (claims under `[act
//! stance]`). Prints how many of the statements the fitted weights get right. Multinomial logistic regression with a
//! quadratic penalty; no chance in it: the same input gives the same table.
#![allow(clippy::expect_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use udsagn::Analyser;
use udsagn::Language;
use udsagn::evaluation::load;
use udsagn::evaluation::pairing::{pairs, words};
use udsagn::label::{Act, Kind};
use udsagn::labels::{Labeller, Utterance};
use udsagn::lexicon::Lexicon;

/// Strength of the penalty: the larger, the nearer to zero the weights stay. By cross-validation.
const PENALTY: f64 = 2.0;
/// What a sum of the lists' weights counts for its own act before anything is fitted: the penalty draws there, so that
/// plain words keep their meaning whatever the statements at hand are.
const TRUST: f64 = 2.2;
/// How often a claim without context counts.
const PLAIN: usize = 5;
/// Evidence in fewer statements than this says nothing.
const FEWEST: usize = 3;
/// Rounds of descent; the table no longer changes in its second decimal.
const ROUNDS: usize = 1500;
const ACTS: usize = Act::ALL.len();

/// A statement with its evidence and annotated act.
struct Example {
    evidence: Vec<(String, f64)>,
    act: Act,
}

#[derive(Deserialize)]
struct Single {
    kind: Kind,
    cue: String,
    lead: String,
    claim: String,
    act: Act,
}

fn main() {
    let reader = Reader {
        analyser: Analyser::new().expect("the rules load"),
        labeller: Labeller::of(Language::default()).expect("the lists load"),
        lexicon: Lexicon::of(Language::default()).expect("the lexicon loads"),
    };
    let mut examples = Vec::new();
    for path in std::env::args().skip(1).map(PathBuf::from) {
        let before = examples.len();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl") => reader.singles(&path, &mut examples),
            Some("txt") if path.is_file() => reader.claims(&path, &mut examples),
            _ => reader.articles(path.clone(), &mut examples),
        }
        println!("{}: {} statements", path.display(), examples.len() - before);
    }
    let table = Table::new(&examples);
    let weights = table.fit();
    println!("right: {:.1} % of {}", 100.0 * table.right(&weights), examples.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages/da/weights.csv");
    std::fs::write(&path, table.csv(&weights)).expect("writes");
}

struct Reader {
    analyser: Analyser,
    labeller: Labeller,
    lexicon: Lexicon,
}

impl Reader {
    fn read(&self, utterance: &Utterance, act: Act) -> Example {
        let evidence = self.labeller.evidence(utterance).into_iter();
        Example { evidence: evidence.map(|piece| (piece.name, f64::from(piece.value))).collect(), act }
    }

    fn singles(&self, path: &Path, examples: &mut Vec<Example>) {
        for line in std::fs::read_to_string(path).expect("reads").lines() {
            let single: Single = serde_json::from_str(line).expect("a statement");
            let cue = Some(single.cue.as_str()).filter(|cue| !cue.is_empty() && *cue != "-");
            let claim = [single.claim.as_str()];
            let utterance = Utterance {
                claim: &claim,
                cue,
                cue_act: cue.and_then(|cue| self.lexicon.act_of(cue)),
                negated: false,
                kind: single.kind,
                lead: &single.lead,
                earlier: None,
            };
            examples.push(self.read(&utterance, single.act));
        }
    }

    fn claims(&self, path: &Path, examples: &mut Vec<Example>) {
        let mut act = Act::State;
        for line in std::fs::read_to_string(path).expect("reads").lines() {
            if let Some(head) = line.strip_prefix('[') {
                let name = head.split([' ', ']']).next().unwrap_or_default();
                act = *Act::ALL.iter().find(|act| act.as_str() == name).expect("an act");
            } else if !line.is_empty() && !line.starts_with('#') {
                let (kind, cue) = (Kind::Direct, Some("sige"));
                let cue_act = self.lexicon.act_of("sige");
                let claim = [line];
                let utterance =
                    Utterance { claim: &claim, cue, cue_act, negated: false, kind, lead: "", earlier: None };
                // They are the plainest of all, and few.
                (0..PLAIN).for_each(|_| examples.push(self.read(&utterance, act)));
            }
        }
    }

    fn articles(&self, path: PathBuf, examples: &mut Vec<Example>) {
        for gold in load(&[path]).gold {
            let text: Vec<char> = gold.article.text.chars().collect();
            let mut seen = Vec::new();
            let rows = self.analyser.analyse_seeing(&gold.article, |_, utterance| {
                seen.push(self.read(utterance, Act::State));
            });
            let found: Vec<_> = rows.iter().map(|row| words(&text, &row.parts)).collect();
            let annotated: Vec<_> = gold.statements.iter().map(|row| words(&text, &row.parts)).collect();
            for pair in pairs(&annotated, &found) {
                let (gold, seen) = (&gold.statements[pair.gold], &mut seen[pair.found]);
                if !gold.optional {
                    examples.push(Example { evidence: std::mem::take(&mut seen.evidence), act: gold.act });
                }
            }
        }
    }
}

/// The examples as numbers: one column a piece of evidence, column 0 always there.
struct Table {
    names: Vec<String>,
    rows: Vec<(Vec<(usize, f64)>, usize)>,
}

type Weights = Vec<[f64; ACTS]>;

impl Table {
    fn new(examples: &[Example]) -> Self {
        let mut counts = BTreeMap::new();
        for (name, value) in examples.iter().flat_map(|example| &example.evidence) {
            *counts.entry(name.as_str()).or_insert(0) += usize::from(*value != 0.0);
        }
        let kept = counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(name, _)| name.to_owned());
        let names: Vec<String> = std::iter::once("always".to_owned()).chain(kept).collect();
        let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let row = |example: &Example| {
            let known = example.evidence.iter().filter_map(|(name, value)| Some((*places.get(name.as_str())?, *value)));
            (std::iter::once((0, 1.0)).chain(known).collect(), example.act as usize)
        };
        let rows = examples.iter().map(row).collect();
        Self { names, rows }
    }

    /// The weights before the fit.
    fn before(&self) -> Weights {
        let own = |name: &String| Act::ALL.iter().map(|act| *name == format!("sum {act}")).collect::<Vec<bool>>();
        let row = |name: &String| std::array::from_fn(|act| if own(name)[act] { TRUST } else { 0.0 });
        self.names.iter().map(row).collect()
    }

    fn chances(weights: &Weights, row: &[(usize, f64)]) -> [f64; ACTS] {
        let mut sums = [0.0; ACTS];
        for (column, value) in row {
            sums.iter_mut().zip(weights[*column]).for_each(|(sum, weight)| *sum += weight * value);
        }
        let most = sums.iter().copied().fold(f64::MIN, f64::max);
        let chances = sums.map(|sum| (sum - most).exp());
        let all: f64 = chances.iter().sum();
        chances.map(|chance| chance / all)
    }

    /// Descent with Nesterov's momentum, each column scaled by how much of it there is.
    fn fit(&self) -> Weights {
        let mut curvature = vec![PENALTY; self.names.len()];
        for (row, _) in &self.rows {
            let length: f64 = row.iter().map(|(_, value)| value.abs()).sum();
            row.iter().for_each(|(column, value)| curvature[*column] += 0.5 * value.abs() * length);
        }
        let before = self.before();
        let mut weights = before.clone();
        let mut ahead = before.clone();
        for round in 0..ROUNDS {
            let mut slope = vec![[0.0; ACTS]; self.names.len()];
            for column in 1..self.names.len() {
                for act in 0..ACTS {
                    slope[column][act] = PENALTY * (ahead[column][act] - before[column][act]);
                }
            }
            for (row, act) in &self.rows {
                let mut miss = Self::chances(&ahead, row);
                miss[*act] -= 1.0;
                for (column, value) in row {
                    slope[*column].iter_mut().zip(miss).for_each(|(slope, miss)| *slope += miss * value);
                }
            }
            let momentum = round as f64 / (round as f64 + 3.0);
            for column in 0..self.names.len() {
                for act in 0..ACTS {
                    let next = ahead[column][act] - slope[column][act] / curvature[column];
                    ahead[column][act] = next + momentum * (next - weights[column][act]);
                    weights[column][act] = next;
                }
            }
        }
        weights
    }

    fn right(&self, weights: &Weights) -> f64 {
        let right = |(row, act): &&(Vec<(usize, f64)>, usize)| {
            let chances = Self::chances(weights, row);
            chances.iter().all(|chance| *chance <= chances[*act])
        };
        self.rows.iter().filter(right).count() as f64 / self.rows.len() as f64
    }

    /// Evidence that says nearly nothing is left out.
    fn csv(&self, weights: &Weights) -> String {
        let mut out = String::from("evidence");
        Act::ALL.iter().for_each(|act| write!(out, ",{act}").expect("writes"));
        out.push('\n');
        for (name, row) in self.names.iter().zip(weights) {
            if row.iter().all(|weight| weight.abs() < 0.05) {
                continue;
            }
            out.push_str(name);
            row.iter().for_each(|weight| write!(out, ",{:.2}", weight + 0.0).expect("writes"));
            out.push('\n');
        }
        out
    }
}
