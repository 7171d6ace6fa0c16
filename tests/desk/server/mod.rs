//! The desk's pages through a real socket: who gets in, what is answered, and that no article becomes markup.

mod asking;
mod changing;
mod client;
mod guarding;
mod hostile;

pub use client::{Answer, Desk};

/// An article with three statements.
pub const BRIDGE: &str = "Broen lukker i maj\n\n»Den er farlig,« siger borgmester Ida Holm.\n\n\
    Kommunen afviser, at planen er for dyr.\n\nBroen er lukket i to år, oplyser Vejdirektoratet.\n";
