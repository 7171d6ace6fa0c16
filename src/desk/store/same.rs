//! The same claim in several articles.
//!
//! Two claims are the same where the pairs of neighbouring words that both hold are at least [`LEAST_SHARE`] of all that
//! one of them holds (the Jaccard index). That every claim need not be compared with every other, each is filed under some
//! keys (MinHash in bands), of which claims that are so alike share one almost surely; those found so are compared in full.

use std::collections::BTreeSet;
use std::hash::Hasher;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashSet;

use super::StatementNumber;
use super::fold::fold;
use crate::error::Result;
use crate::fnv::Fnv;

/// Least share of common pairs of words. With one word of ten changed, seven pairs of eleven are common (0.64), and so it is
/// where a third of a claim was cut off (0.66): that is one quotation, copied with an error or shortened. With two words
/// changed apart five of thirteen are (0.38): that may be another claim.
const LEAST_SHARE: f64 = 0.6;
/// A claim of fewer words is nobody's own: »Det er rigtigt«.
const FEWEST: usize = 4;
/// A claim of fewer words than these is the same only where every word is: in so few, one word changes everything.
const FEW: usize = 7;
/// Keys of a claim beside that of all its words. With three hashes each, claims of share 0.6 have one in common in 94 of 100
/// cases, of 0.8 in all but one of 7000, and of 0.2 in 9.
const BANDS: u64 = 12;
/// Hashes in a band.
const ROWS: u64 = 3;
/// So many claims at most are compared with one, whatever shares its keys: of a line that stands in every article, the
/// first tell enough.
const MOST: usize = 50;

/// The words of a claim, folded, without marks.
fn words(claim: &str) -> Vec<String> {
    let folded = fold(claim);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every pair of neighbouring words, as a number.
fn pairs(words: &[String]) -> FxHashSet<u64> {
    words.windows(2).map(|pair| hash(pair.iter().map(String::as_str))).collect()
}

/// Words in their order as a number. It stands in files.
fn hash<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = Fnv::default();
    for word in words {
        hash.write(word.as_bytes());
        hash.write(&[0xff]);
    }
    hash.finish()
}

/// Spreads a number over all bits, another way for each `seed` (the finalizer of SplitMix64).
fn mix(number: u64, seed: u64) -> u64 {
    let mut z = number.wrapping_add(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The keys that a claim is filed under; the first is that of all its words.
fn keys(words: &[String]) -> Vec<i64> {
    if words.len() < FEWEST {
        return Vec::new();
    }
    let mut keys = vec![hash(words.iter().map(String::as_str)).cast_signed()];
    if words.len() >= FEW {
        let pairs = pairs(words);
        let least = |seed: u64| pairs.iter().map(|pair| mix(*pair, seed)).min().unwrap_or_default();
        keys.extend((0..BANDS).map(|band| {
            let hashes = (0..ROWS).map(|row| least(band * ROWS + row));
            hashes.fold(band, |key, hash| mix(key ^ hash, BANDS)).cast_signed()
        }));
    }
    keys
}

/// Whether two claims are the same.
fn is_same(one: &[String], other: &[String]) -> bool {
    if one.len() < FEWEST || other.len() < FEWEST {
        return false;
    }
    if one.len() < FEW || other.len() < FEW {
        return one == other;
    }
    let (one, other) = (pairs(one), pairs(other));
    let common = one.intersection(&other).count();
    common as f64 >= LEAST_SHARE * (one.len() + other.len() - common) as f64
}

/// Files a statement, and puts it to the claims of other articles that are the same.
pub(super) fn link(connection: &Connection, statement: i64, article: i64, claim: &str) -> Result<()> {
    let words = words(claim);
    let keys = keys(&words);
    let mut groups = BTreeSet::new();
    let mut alone = Vec::new();
    let mut compared = FxHashSet::default();
    let mut find = connection.prepare_cached(
        "SELECT k.statement, s.same FROM claim_keys k JOIN statements s ON s.number = k.statement
         WHERE k.key = ?1 AND s.article <> ?2 AND k.statement <> ?3 LIMIT ?4",
    )?;
    for key in &keys {
        let found =
            find.query_map(params![key, article, statement, MOST as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for found in found {
            let (other, group): (i64, Option<i64>) = found?;
            let is_known = group.is_some_and(|group| groups.contains(&group));
            if is_known || compared.len() >= MOST || !compared.insert(other) {
                continue;
            }
            if is_same(&words, &self::words(&claim_of(connection, other)?)) {
                match group {
                    Some(group) => drop(groups.insert(group)),
                    None => alone.push(other),
                }
            }
        }
    }
    let mut file = connection.prepare_cached("INSERT OR IGNORE INTO claim_keys VALUES (?1, ?2)")?;
    for key in &keys {
        file.execute(params![key, statement])?;
    }
    if groups.is_empty() && alone.is_empty() {
        return Ok(());
    }
    let group = match groups.pop_first() {
        Some(group) => group,
        None => {
            connection.execute("INSERT INTO claim_groups DEFAULT VALUES", [])?;
            connection.last_insert_rowid()
        }
    };
    for other in groups {
        connection.prepare_cached("UPDATE statements SET same = ?1 WHERE same = ?2")?.execute([group, other])?;
    }
    let mut join = connection.prepare_cached("UPDATE statements SET same = ?1 WHERE number = ?2")?;
    for member in alone.into_iter().chain([statement]) {
        join.execute([group, member])?;
    }
    Ok(())
}

/// Takes a statement out of the file of claims; `claim` is what it was filed as. What its group was held together by may
/// be gone with it, so the rest is put together anew.
pub(super) fn unlink(connection: &Connection, statement: i64, claim: &str) -> Result<()> {
    let mut remove = connection.prepare_cached("DELETE FROM claim_keys WHERE key = ?1 AND statement = ?2")?;
    for key in keys(&words(claim)) {
        remove.execute([key, statement])?;
    }
    let group = connection
        .prepare_cached("SELECT same FROM statements WHERE number = ?1")?
        .query_row([statement], |row| row.get::<_, Option<i64>>(0))
        .optional()?
        .flatten();
    let Some(group) = group else { return Ok(()) };
    connection.prepare_cached("UPDATE statements SET same = NULL WHERE number = ?1")?.execute([statement])?;
    let mut rest = connection.prepare_cached("SELECT number, article FROM statements WHERE same = ?1 LIMIT ?2")?;
    let rest = rest.query_map(params![group, MOST as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rest = rest.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    // A group beyond this is a line that stands everywhere; one less does not part it.
    if rest.len() >= MOST {
        return Ok(());
    }
    connection.prepare_cached("UPDATE statements SET same = NULL WHERE same = ?1")?.execute([group])?;
    for (statement, article) in rest {
        let claim = claim_of(connection, statement)?;
        link(connection, statement, article, &claim)?;
    }
    Ok(())
}

/// Files every statement of a store that has none filed yet.
pub(super) fn group_all(connection: &Connection) -> Result<()> {
    let mut all =
        connection.prepare("SELECT number, article FROM statements WHERE state <> 'rejected' ORDER BY number")?;
    let all = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for found in all.collect::<rusqlite::Result<Vec<(i64, i64)>>>()? {
        let claim = claim_of(connection, found.0)?;
        link(connection, found.0, found.1, &claim)?;
    }
    Ok(())
}

/// The claim of a statement.
fn claim_of(connection: &Connection, number: StatementNumber) -> Result<String> {
    let sql = "SELECT coalesce(\"row\", base) ->> 'claim' FROM contents WHERE statement = ?1";
    let claim = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
    Ok(claim.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        let (one, other) = (words(one), words(other));
        assert_eq!(is_same(&one, &other), same);
        assert_eq!(is_same(&other, &one), same);
        if same {
            let keys = |words| keys(words).into_iter().collect::<BTreeSet<_>>();
            assert!(keys(&one).intersection(&keys(&other)).next().is_some(), "nobody would compare them");
        }
    }

    #[test]
    fn nearly_the_same_words_are_the_same_claim() {
        let claim = "Vi har aldrig fået en eneste klage over den nye bro";
        check(claim, "vi har aldrig faaet en eneste klage over den nye bro!", true);
        check(claim, "Vi har aldrig fået en eneste klage over den gamle bro", true);
        check(claim, "Vi har aldrig fået en eneste klage over den", true);
        check(claim, "Vi har ikke fået en eneste indsigelse over den nye bro", false);
        check(claim, "Broen åbner først til maj, når asfalten er lagt helt færdig", false);
    }

    #[test]
    fn few_words_must_be_the_same_and_very_few_are_nobodys() {
        check("Det er en skandale", "det er en skandale", true);
        check("Det er en skandale", "Det er en succes", false);
        check("Det er rigtigt", "Det er rigtigt", false);
        check("", "", false);
    }
}
