//! What an institution adds to the plain sheet. It lies in a data file of its own: who only reads lessons does not carry it.

use serde::{Deserialize, Serialize};

use super::{Colours, Logo, Sheet};

/// Colours, logo and signatories, from `courses/constancia/<institucion>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The institution's colours, if it has its own.
    pub colours: Option<Colours>,
    /// Its logo, if it has one.
    pub logo: Option<Logo>,
    /// Who signs by hand, at most three.
    pub signatories: Vec<Signatory>,
}

/// An official whose name stands below a line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// «Lic. Ana Ruiz».
    pub name: String,
    /// «Titular de la Unidad de Capacitación».
    pub position: String,
}

impl Letterhead {
    /// The sheet with all of it; the signatories only where there is a seal: officials vouch for nothing that the institution has not
    /// signed.
    pub fn on(self, sheet: Sheet) -> Sheet {
        let signatories = match sheet.seal {
            Some(_) => self.signatories,
            None => vec![],
        };
        Sheet {
            colours: self.colours,
            logo: self.logo,
            signatories,
            ..sheet
        }
    }
}
