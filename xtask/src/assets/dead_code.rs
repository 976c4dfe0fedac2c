//! Code that is linked in and never called.
//!
//! Leptos compiles for each view how it is hydrated piece by piece, while its code or its data are on
//! their way. Pages are hydrated in one go: their chunk and their answers are there by then. Views are
//! reached through tables of functions, so the linker must keep all of it.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context as _, Result};
use rustc_demangle::demangle;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// What the names of the functions hold.
const NEVER_CALLED: &str = "::hydrate_async::{{closure}}";

/// Shorter ones stay: functions of equal code have one body, under the name of any of them, and short
/// ones may be equal to one that is called.
const AT_LEAST: usize = 200;

/// No locals, and a trap: whoever calls it after all is told.
const TRAP: &[u8] = &[0x00, 0x00, 0x0b];

const CODE_SECTION: u8 = 10;

/// Gives the functions that are never called a body that is next to nothing.
pub(super) fn empty(module: &[u8]) -> Result<Vec<u8>> {
    let Functions {
        names,
        imported,
        bodies,
        section,
    } = Functions::read(module)?;
    let bytes = |range: &Range<usize>| module.get(range.clone()).context("a broken section");
    let mut code = Vec::with_capacity(section.len());
    write_number(&mut code, bodies.len());
    for (index, body) in bodies.iter().enumerate() {
        let name = names.get(&(imported + index)).map_or("", String::as_str);
        let is_dead = body.len() >= AT_LEAST && name.contains(NEVER_CALLED);
        let body = if is_dead { TRAP } else { bytes(body)? };
        write_number(&mut code, body.len());
        code.extend(body);
    }
    let mut length = Vec::new();
    write_number(&mut length, section.len());
    // The section's id and length stand before its content.
    let before = section.start - length.len() - 1;
    let mut emptied = bytes(&(0..before))?.to_vec();
    emptied.push(CODE_SECTION);
    write_number(&mut emptied, code.len());
    emptied.extend(code);
    emptied.extend(bytes(&(section.end..module.len()))?);
    Ok(emptied)
}

/// The functions of a module.
#[derive(Default)]
struct Functions {
    /// By their index, those of other modules first.
    names: BTreeMap<usize, String>,
    /// How many there are of other modules.
    imported: usize,
    /// Where the bodies of its own are.
    bodies: Vec<Range<usize>>,
    /// Where the content of the section is that holds the bodies.
    section: Range<usize>,
}

impl Functions {
    fn read(module: &[u8]) -> Result<Self> {
        let mut functions = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                            functions.imported += 1;
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => functions.section = positions(&range)?,
                Payload::CodeSectionEntry(body) => {
                    functions.bodies.push(positions(&body.range())?);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        functions.read_names(names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(functions)
    }

    fn read_names(&mut self, names: wasmparser::NameSectionReader<'_>) -> Result<()> {
        for subsection in names {
            if let Name::Function(functions) = subsection? {
                for function in functions {
                    let function = function?;
                    let name = format!("{:#}", demangle(function.name));
                    self.names.insert(usize::try_from(function.index)?, name);
                }
            }
        }
        Ok(())
    }
}

fn positions<N: Copy + TryInto<usize>>(range: &Range<N>) -> Result<Range<usize>>
where
    N::Error: std::error::Error + Send + Sync + 'static,
{
    Ok(range.start.try_into()?..range.end.try_into()?)
}

/// Writes a number as the format does: seven bits to a byte, the lowest first.
fn write_number(to: &mut Vec<u8>, mut number: usize) {
    loop {
        let seven = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return to.push(seven);
        }
        to.push(seven | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of two functions without parameters: the first has the name, the second another one.
    fn module(name: &str, body: &[u8]) -> Vec<u8> {
        let section = |id: u8, content: &[u8]| {
            let mut section = vec![id];
            write_number(&mut section, content.len());
            section.extend(content);
            section
        };
        let text = |text: &str| {
            let mut bytes = Vec::new();
            write_number(&mut bytes, text.len());
            bytes.extend(text.as_bytes());
            bytes
        };
        let mut code = vec![2];
        for _ in 0..2 {
            write_number(&mut code, body.len());
            code.extend(body);
        }
        let functions = [&[2, 0][..], &text(name), &[1], &text("live")].concat();
        let names = [&text("name")[..], &section(1, &functions)].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(3, &[2, 0, 0]),
            section(CODE_SECTION, &code),
            section(0, &names),
        ]
        .concat()
    }

    fn lengths(module: &[u8]) -> Vec<usize> {
        let functions = Functions::read(module).unwrap();
        functions.bodies.iter().map(Range::len).collect()
    }

    fn body(length: usize) -> Vec<u8> {
        // No locals, instructions that do nothing, the end.
        let mut body = vec![0x01; length];
        body[0] = 0x00;
        body[length - 1] = 0x0b;
        body
    }

    #[test]
    fn what_is_never_called_becomes_a_trap_and_the_rest_stays() {
        let name = "web::page::hydrate_async::{{closure}}";
        let long = module(name, &body(300));
        assert_eq!(lengths(&long), [300, 300]);
        let emptied = empty(&long).unwrap();
        assert_eq!(lengths(&emptied), [TRAP.len(), 300]);
        let names = Functions::read(&emptied).unwrap().names;
        assert_eq!(names[&0], name);
    }

    #[test]
    fn short_functions_and_other_names_stay() {
        let short = module("web::page::hydrate_async::{{closure}}", &body(AT_LEAST - 1));
        assert_eq!(empty(&short).unwrap(), short);
        let other = module("web::page::hydrate", &body(300));
        assert_eq!(empty(&other).unwrap(), other);
    }
}
