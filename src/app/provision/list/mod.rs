//! Lists (RFC 7644 3.4.2, RFC 9865): one use case for Users, Groups and everything, by GET and by
//! search.
//!
//! A [`question`] is read from the parameters and taken apart by kind of resource. Where the
//! database can answer it, [`indexed`] reads the total and one window. Where it cannot, resources are
//! looked at one by one: [`walk`] goes on where a cursor stands until its page is full, [`survey`]
//! looks at each of them and keeps the page. Either way the answer is a [`page`], and no request
//! looks at more than the [`bound`].

mod answer;
mod asked;
mod bound;
mod cursor;
mod indexed;
mod kept;
mod listed;
mod look;
mod page;
mod place;
mod question;
mod reader;
mod row;
mod shown;
mod survey;
mod walk;

pub use answer::list;
pub use listed::Listed;
pub use shown::ShownList;
