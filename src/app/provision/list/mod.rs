//! Lists (RFC 7644 3.4.2, RFC 9865): one use case for Users, Groups and everything, by GET and by
//! search.
//!
//! A [`question`] is read from the parameters and taken apart by kind of resource. Where the
//! database can answer it, [`indexed`] reads the total and one window; where it cannot, [`walk`]
//! looks at each resource once and keeps its key and its id. Either way the answer is a [`page`].

mod answer;
mod cursor;
mod indexed;
mod listed;
mod page;
mod place;
mod question;
mod reader;
mod row;
mod shown;
mod walk;

pub use answer::list;
pub use listed::Listed;
pub use shown::ShownList;
