//! Mail: letters are written with the change that causes them; here they leave.

mod prepare;
mod send;

pub use send::send_once;

#[cfg(test)]
mod tests;
