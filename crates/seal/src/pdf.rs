//! Reads our own PDFs.
use crate::verify::Exhibit;
use aula_core::verification::Field;
pub(crate) fn exhibits(_bytes: &[u8]) -> Vec<Exhibit> {
    vec![]
}
pub(crate) fn printed(_field: Field, _value: &str) -> Option<String> {
    None
}
pub(crate) fn normalized(text: &str) -> String {
    text.to_owned()
}
