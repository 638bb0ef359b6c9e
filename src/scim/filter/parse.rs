//! The grammar of RFC 7644 figure 1, by recursive descent.

use super::{
    ast::{Filter, Form, Literal, Op},
    cursor::Cursor,
};
use crate::{
    error::Error,
    path::{AttrPath, PatchPath, is_name},
};

/// The longest filter, in bytes.
pub const MAX_LENGTH: usize = 8 * 1024;
/// The deepest nesting of brackets and `not`.
pub const MAX_DEPTH: usize = 32;
/// The most comparisons in one filter.
pub const MAX_TERMS: usize = 64;

impl Filter {
    /// Reads a filter; what cannot be read is 400 `invalidFilter` with the column.
    ///
    /// ```
    /// use muster_scim::filter::Filter;
    ///
    /// let filter = Filter::parse(r#"active EQ true and (title pr)"#).unwrap();
    /// assert_eq!(filter.to_string(), "active eq true and title pr");
    /// assert!(Filter::parse("title equals 1").unwrap_err().detail.starts_with("column 7:"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Parser::new(text)?.whole()
    }

    /// Reads a filter in which a value may also be a variable, a name behind a dollar sign:
    /// `owner eq $me`, `group in $me.groups`.
    ///
    /// This is more than RFC 7644 has, for rules about records that are written in its grammar.
    /// `in` stands before a variable and means what `eq` means: any one value is enough.
    ///
    /// ```
    /// use muster_scim::filter::Filter;
    ///
    /// let text = "group IN $me.groups and status ne null";
    /// let filter = Filter::parse_with_variables(text).unwrap();
    /// assert_eq!(filter.to_string(), "group eq $me.groups and status ne null");
    /// assert!(Filter::parse(text).is_err());
    /// ```
    pub fn parse_with_variables(text: &str) -> Result<Self, Error> {
        let mut parser = Parser::new(text)?;
        parser.variables = true;
        parser.whole()
    }
}

impl Parser<'_> {
    fn whole(mut self) -> Result<Filter, Error> {
        let parser = &mut self;
        let filter = parser.or()?;
        parser.cursor.skip_space();
        if parser.cursor.at_end() {
            Ok(filter)
        } else {
            Err(parser
                .cursor
                .error("expected \"and\", \"or\" or the end of the filter"))
        }
    }
}

/// Reads the path of a PATCH operation.
pub(crate) fn patch_path(text: &str) -> Result<PatchPath, Error> {
    let Some((name, _)) = text.split_once('[') else {
        return AttrPath::parse(text).map(PatchPath::from);
    };
    let attr = AttrPath::parse(name)?;
    let malformed = || Error::invalid_path(format!("\"{name}[…\" is not a path"));
    // RFC 7644 3.12: a bracket that nobody closes breaks the path, not the filter in it.
    if attr.sub.is_some() || !text.contains(']') {
        return Err(malformed());
    }
    let mut parser = Parser::new(text)?;
    parser.cursor.take_while(|c| c != '[');
    let filter = parser.brackets()?;
    let sub = if parser.cursor.take('.') {
        let sub = parser.cursor.take_while(crate::path::is_path_char);
        if !is_name(sub) {
            return Err(malformed());
        }
        Some(sub.to_owned())
    } else {
        None
    };
    if !parser.cursor.at_end() {
        return Err(malformed());
    }
    Ok(PatchPath {
        attr,
        filter: Some(filter),
        sub,
    })
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    depth: usize,
    terms: usize,
    inside_value_path: bool,
    variables: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, Error> {
        if text.len() > MAX_LENGTH {
            return Err(Error::invalid_filter(format!(
                "the filter is longer than {MAX_LENGTH} bytes"
            )));
        }
        Ok(Self {
            cursor: Cursor::new(text),
            depth: 0,
            terms: 0,
            inside_value_path: false,
            variables: false,
        })
    }

    /// `and` binds tighter than `or` (RFC 7644 3.4.2.2).
    fn or(&mut self) -> Result<Filter, Error> {
        let mut terms = vec![self.and()?];
        while self.connective("or") {
            terms.push(self.and()?);
        }
        Ok(one_or(terms, Filter::Or))
    }

    fn and(&mut self) -> Result<Filter, Error> {
        let mut terms = vec![self.unary()?];
        while self.connective("and") {
            terms.push(self.unary()?);
        }
        Ok(one_or(terms, Filter::And))
    }

    fn connective(&mut self, word: &str) -> bool {
        self.cursor.skip_space();
        self.cursor.take_word(word)
    }

    fn unary(&mut self) -> Result<Filter, Error> {
        self.cursor.skip_space();
        if self.cursor.peek() == Some('(') {
            return self.group();
        }
        let before = self.cursor.clone();
        if self.cursor.take_word("not") {
            self.cursor.skip_space();
            // RFC 7644 figure 1: `not` is always followed by a parenthesis.
            if self.cursor.peek() != Some('(') {
                return Err(before.error("\"not\" is followed by a filter in parentheses"));
            }
            return Ok(Filter::Not(Box::new(self.group()?)));
        }
        self.attribute_expression()
    }

    fn group(&mut self) -> Result<Filter, Error> {
        self.enclosed('(', ')')
    }

    /// The filter between two brackets.
    fn enclosed(&mut self, open: char, close: char) -> Result<Filter, Error> {
        let start = self.cursor.clone();
        self.cursor.take(open);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(start.error(&format!("nested deeper than {MAX_DEPTH}")));
        }
        let filter = self.or()?;
        self.cursor.skip_space();
        if !self.cursor.take(close) {
            return Err(self.cursor.error(&format!("expected \"{close}\"")));
        }
        self.depth -= 1;
        Ok(filter)
    }

    fn brackets(&mut self) -> Result<Filter, Error> {
        // RFC 7644 figure 1: a valFilter holds no value path.
        if self.inside_value_path {
            return Err(self
                .cursor
                .error("a value path cannot stand inside another"));
        }
        self.inside_value_path = true;
        let filter = self.enclosed('[', ']')?;
        self.inside_value_path = false;
        Ok(filter)
    }

    fn attribute_expression(&mut self) -> Result<Filter, Error> {
        let path = self.cursor.attr_path()?;
        if self.cursor.peek() != Some('[') {
            return self.comparison(path);
        }
        let inner = self.brackets()?;
        let before = self.cursor.clone();
        if !self.cursor.take('.') {
            return Ok(value_path(path, inner, Form::Grammar));
        }
        // Not in the grammar; Entra writes `emails[type eq "work"].value eq "x"`.
        let sub = self.cursor.attr_path()?;
        if sub.sub.is_some() || sub.urn.is_some() {
            return Err(before.error("expected one sub-attribute"));
        }
        let trailing = self.comparison(sub)?;
        let mut terms = match inner {
            Filter::And(terms) => terms,
            other => vec![other],
        };
        terms.push(trailing);
        Ok(value_path(path, Filter::And(terms), Form::Trailing))
    }

    fn comparison(&mut self, path: AttrPath) -> Result<Filter, Error> {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            let what = format!("more than {MAX_TERMS} comparisons");
            return Err(self.cursor.error(&what));
        }
        self.cursor.skip_space();
        let before = self.cursor.clone();
        let word = self.cursor.take_while(|c| c.is_ascii_alphanumeric());
        if word.eq_ignore_ascii_case("pr") {
            return Ok(Filter::Present(path));
        }
        if self.variables && word.eq_ignore_ascii_case("in") {
            self.cursor.skip_space();
            let value = self.cursor.variable()?;
            let op = Op::Eq;
            return Ok(Filter::Compare { path, op, value });
        }
        let Some(op) = Op::named(word) else {
            let what = "expected an operator: eq, ne, co, sw, ew, gt, ge, lt, le or pr";
            return Err(before.error(what));
        };
        self.cursor.skip_space();
        let before = self.cursor.clone();
        let is_variable = self.variables && before.peek() == Some('$');
        let value = if is_variable {
            self.cursor.variable()?
        } else {
            self.cursor.literal()?
        };
        if value == Literal::Null && !matches!(op, Op::Eq | Op::Ne) {
            return Err(before.error("null can only be compared with eq and ne"));
        }
        if is_variable && !matches!(op, Op::Eq | Op::Ne) {
            return Err(before.error("a variable can only be compared with in, eq and ne"));
        }
        Ok(Filter::Compare { path, op, value })
    }
}

fn value_path(path: AttrPath, filter: Filter, form: Form) -> Filter {
    Filter::ValuePath {
        path,
        filter: Box::new(filter),
        form,
    }
}

fn one_or(mut terms: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    if terms.len() > 1 {
        return many(terms);
    }
    terms.pop().unwrap_or_else(|| many(Vec::new()))
}
