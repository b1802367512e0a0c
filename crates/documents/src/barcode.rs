//! A JID as dark and light fields.

use barcoders::sym::code128::Code128;
use datamatrix::{DataMatrix, SymbolList};
use domain::numbering::Jid;
use serde::{Deserialize, Serialize};

use crate::paper::Field;

/// How a JID is written for a reader of barcodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// Data Matrix ECC 200 (ISO/IEC 16022): small, and readable with a fifth of it gone.
    #[default]
    DataMatrix,
    /// Code 128 (ISO/IEC 15417): what hand-held readers of every age know.
    Code128,
}

/// A barcode as fields of a grid; each dark run is a column, a row and a length.
pub(crate) struct Code {
    /// Modules across.
    pub(crate) columns: usize,
    /// Modules down; one for bars.
    pub(crate) rows: usize,
    runs: Vec<(usize, usize, usize)>,
}

impl Code {
    pub(crate) fn of(jid: &Jid, kind: CodeKind) -> Self {
        let rows: Vec<Vec<bool>> = match kind {
            CodeKind::DataMatrix => return Self::of_text(jid.as_str()),
            CodeKind::Code128 => {
                // The first letter chooses the set of capitals, digits and small letters.
                let code = Code128::new(format!("\u{0181}{}", jid.as_str())).expect("a JID is capitals and digits");
                vec![code.encode().into_iter().map(|it| it == 1).collect()]
            }
        };
        Self::of_rows(&rows)
    }

    /// A Data Matrix of a short text.
    pub(crate) fn of_text(text: &str) -> Self {
        let symbols = SymbolList::default().enforce_square();
        let code = DataMatrix::encode(text.as_bytes(), symbols).expect("what is written so is short and ASCII");
        let bitmap = code.bitmap();
        let mut rows = vec![vec![false; bitmap.width()]; bitmap.height()];
        for (x, y) in bitmap.pixels() {
            rows[y][x] = true;
        }
        Self::of_rows(&rows)
    }

    fn of_rows(rows: &[Vec<bool>]) -> Self {
        let mut runs = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            for same in row.chunk_by(|a, b| a == b) {
                if same[0] {
                    runs.push((x, y, same.len()));
                }
                x += same.len();
            }
        }
        Self { columns: rows[0].len(), rows: rows.len(), runs }
    }

    /// Returns its dark parts when it is laid over `field`.
    pub(crate) fn over(&self, field: Field) -> impl Iterator<Item = Field> + '_ {
        let (width, height) = (field.width / self.columns as f32, field.height / self.rows as f32);
        self.runs.iter().map(move |(x, y, length)| Field {
            left: field.left + *x as f32 * width,
            top: field.top + *y as f32 * height,
            width: *length as f32 * width,
            height,
        })
    }
}
