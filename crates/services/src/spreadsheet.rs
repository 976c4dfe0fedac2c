//! Tables as CSV (RFC 4180) that a spreadsheet shows and does not run.
//!
//! A spreadsheet takes a field that begins with certain characters for a formula, which may send what
//! stands beside it anywhere. People choose names, so names are written inert. It also takes letters for
//! those of its own country unless a file says that they are UTF-8, so each one begins with that.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use crate::{Error, Result};

/// What a formula begins with. The signs of full width are as good as their ASCII ones to spreadsheets
/// of East Asia, and the others are skipped by some.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// The byte order mark, by which spreadsheets know UTF-8.
const MARK: &str = "\u{FEFF}";

/// Some rows of a table.
pub(crate) struct Rows(Writer<Vec<u8>>);

impl Rows {
    /// None yet, of a file that has begun.
    pub(crate) fn new() -> Self {
        Self::after(Vec::new())
    }

    /// The beginning of a file: the mark of UTF-8, and the names of the columns.
    pub(crate) fn begin(columns: impl IntoIterator<Item: AsRef<str>>) -> Result<Self> {
        let mut rows = Self::after(MARK.into());
        rows.push(columns)?;
        Ok(rows)
    }

    fn after(written: Vec<u8>) -> Self {
        let mut writer = WriterBuilder::new();
        writer.terminator(Terminator::CRLF);
        Self(writer.from_writer(written))
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, fields: impl IntoIterator<Item: AsRef<str>>) -> Result<()> {
        for field in fields {
            self.0
                .write_field(inert(field.as_ref()).as_ref())
                .map_err(Error::internal)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(Error::internal)
    }

    /// The rows as they stand in a file.
    pub(crate) fn into_bytes(self) -> Result<Vec<u8>> {
        self.0.into_inner().map_err(Error::internal)
    }
}

/// A field that no spreadsheet takes for a formula: an apostrophe makes it a text.
fn inert(field: &str) -> Cow<'_, str> {
    if field.starts_with(BEGINNINGS) {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use csv::ReaderBuilder;
    use proptest::prelude::*;

    use super::*;

    fn file(rows: &[&[&str]]) -> String {
        let mut file = Rows::new();
        for row in rows {
            file.push(*row).unwrap();
        }
        String::from_utf8(file.into_bytes().unwrap()).unwrap()
    }

    #[test]
    fn rows_end_and_fields_are_quoted_as_the_rfc_has_it() {
        let rows: &[&[&str]] = &[&["name", "text"], &["a,b", "say \"hi\"\nagain"], &["", "é"]];
        assert_eq!(
            file(rows),
            "name,text\r\n\"a,b\",\"say \"\"hi\"\"\nagain\"\r\n,é\r\n"
        );
    }

    #[test]
    fn a_file_begins_with_the_mark_and_goes_on_without_it() {
        let mut first = Rows::begin(["name"]).unwrap();
        first.push(["Österreich"]).unwrap();
        let mut file = first.into_bytes().unwrap();
        assert!(file.starts_with(b"\xEF\xBB\xBFname\r\n"));
        let mut next = Rows::new();
        next.push(["Ägypten"]).unwrap();
        file.extend(next.into_bytes().unwrap());
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text, "\u{FEFF}name\r\nÖsterreich\r\nÄgypten\r\n");
        // What reads CSV does not take the mark for a part of the first name.
        let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
        let columns: Vec<_> = reader.headers().unwrap().iter().collect();
        assert_eq!(columns, ["name"]);
    }

    #[test]
    fn nothing_is_a_formula() {
        for (field, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("\tx", "'\tx"),
            ("\t＝1", "'\t＝1"),
            ("\r=x", "\"'\r=x\""),
            ("\n=x", "\"'\n=x\""),
            (
                "=HYPERLINK(\"http://x\")",
                "\"'=HYPERLINK(\"\"http://x\"\")\"",
            ),
            ("1-1", "1-1"),
            ("1＝1", "1＝1"),
            ("'quoted'", "'quoted'"),
        ] {
            assert_eq!(file(&[&[field]]), format!("{written}\r\n"), "{field:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            fields in prop::collection::vec("[=+@＝＋－＠\\-\t\r\n,\"';a-zé ]{0,12}", 2..5),
        ) {
            let text = file(&[&fields.iter().map(String::as_str).collect::<Vec<_>>()]);
            let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            let wanted: Vec<_> = fields.iter().map(|field| inert(field).into_owned()).collect();
            prop_assert_eq!(read.iter().collect::<Vec<_>>(), wanted);
            prop_assert!(read.iter().all(|field| !field.starts_with(BEGINNINGS)));
        }
    }
}
