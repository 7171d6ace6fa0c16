//! The annotated articles read up to each level, and the start: what a level takes is the difference to the one before.
#![allow(missing_docs, clippy::expect_used)]

#[path = "support/articles.rs"]
mod articles;

use std::hint::black_box;

use articles::articles;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use udsagn::analysis::{Analyser, Level};

fn levels(criterion: &mut Criterion) {
    let articles = articles();
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
