//! What the levels up to the grammar have read in a block, for those that decide what it means.

use super::pieces::Piece;
use super::symbols::Row;
use crate::document::Block;
use crate::grammar::Match;

/// One block, read.
pub struct BlockReading<'d> {
    /// Its place in the document.
    pub place: usize,
    /// Itself.
    pub block: &'d Block,
    /// Its quotation pieces.
    pub pieces: Vec<Piece>,
    /// Its symbols.
    pub row: Row,
    /// Where constructions fit its symbols.
    pub matches: Vec<Match>,
}
