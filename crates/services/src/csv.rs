//! Tables as text, safe to open in a spreadsheet.
//!
//! Rows are those of RFC 4180. A cell that a spreadsheet would take for a formula begins with an
//! apostrophe, which shows it as text: whoever may name a thing must not be able to have a formula
//! run on the machine of who opens the file.

/// What a formula can begin with.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Adds a row to a table.
pub(crate) fn write_row<T: AsRef<str>>(table: &mut String, cells: impl IntoIterator<Item = T>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            table.push(',');
        }
        write_cell(table, cell.as_ref());
    }
    table.push_str("\r\n");
}

fn write_cell(table: &mut String, cell: &str) {
    // A number with a sign is no formula, and would not be a number any more.
    let is_formula = cell.starts_with(FORMULA) && cell.parse::<f64>().is_err();
    let guard = if is_formula { "'" } else { "" };
    if cell.contains(['"', ',', '\r', '\n']) {
        table.push('"');
        table.push_str(guard);
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(guard);
        table.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text_and_never_formulas() {
        for (cell, written) in [
            ("", ""),
            ("Engine", "Engine"),
            ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=1+1", "'=1+1"),
            (
                "=HYPERLINK(\"x\",\"y\")",
                "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
            ),
            ("+cmd", "'+cmd"),
            ("-2+3", "'-2+3"),
            ("-2.5", "-2.5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("محرك", "محرك"),
        ] {
            let mut table = String::new();
            write_row(&mut table, [cell]);
            assert_eq!(table, format!("{written}\r\n"), "{cell:?}");
        }
    }

    #[test]
    fn rows_have_commas_between_their_cells() {
        let mut table = String::new();
        write_row(&mut table, ["a", "", "c"]);
        write_row(&mut table, ["1", "2", "3"]);
        assert_eq!(table, "a,,c\r\n1,2,3\r\n");
    }
}
