//! The annotated articles read up to each level, and the start: what a level takes is the difference to the one before.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use udsagn::analysis::{Analyser, Level};
use udsagn::evaluation::load;

fn levels(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let articles: Vec<_> = load(&[folder]).gold.into_iter().map(|gold| gold.article).collect();
    let bytes = articles.iter().map(|article| article.text.len() as u64).sum();
    let analyser = Analyser::new().expect("the data is good");
    let mut group = criterion.benchmark_group("up to");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));
    for level in Level::ALL {
        group.bench_function(format!("{level:?}"), |bencher| {
            bencher.iter(|| {
                articles.iter().map(|article| analyser.analyse_up_to(article, black_box(level)).len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("start", |bencher| bencher.iter(Analyser::new));
}

criterion_group!(benches, levels, start);
criterion_main!(benches);
