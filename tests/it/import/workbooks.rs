//! Cases of workbooks: headers, titles, sums, formulas, sheets.

use super::make::Cell::{Date, Error, Formula, Nothing, Number, Text};
use super::make::{xlsx, zip};
use super::{Case, case};

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn sheet_cases() -> Vec<Case> {
    let header: &[_] = &[
        Text("kode"),
        Text("indikator"),
        Text("periode"),
        Text("pembilang"),
        Text("penyebut"),
        Text("sumber_data"),
    ];
    let good: &[_] = &[
        Text("97.71.01.1001"),
        Text("stunting-uji"),
        Text("2025-08"),
        Number("67"),
        Number("894"),
        Text("Dinas uji"),
    ];
    let one =
        |name: &'static str,
         rows: &[&[super::make::Cell<'_>]],
         kept: Option<usize>,
         codes: &[&'static str]| { case(name, "claims", xlsx(&[("Data", rows)]), kept, codes) };
    let dated: &[_] = &[
        Text("97.71.01.1002"),
        Text("stunting-uji"),
        Date(45900),
        Number("6"),
        Number("90"),
        Text("Dinas uji"),
    ];
    let title: &[_] = &[Text("LAPORAN BALITA STUNTING KOTA REKAAN")];
    let two_storeys: &[_] =
        &[Text("kode"), Text("indikator"), Text("periode"), Text("Balita"), Nothing, Text("sumber_data")];
    let below: &[_] = &[Nothing, Nothing, Nothing, Text("kasus"), Text("diukur"), Nothing];
    vec![
        one("a workbook", &[header, good], Some(1), &[]),
        one("a date of its own", &[header, good, dated], Some(2), &[]),
        one("a title above the header", &[title, &[Nothing], header, good], Some(1), &[]),
        one(
            "a total below the rows",
            &[header, good, &[Text("JUMLAH"), Nothing, Nothing, Number("67"), Number("894"), Nothing]],
            Some(1),
            &["total_row"],
        ),
        one(
            "a formula without its result",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Formula("A1+1"),
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["formula_without_value"],
        ),
        one(
            "an error in a cell",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Error,
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["spreadsheet_error"],
        ),
        one(
            "a count with a fraction",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6.5"),
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["not_integer"],
        ),
        one(
            "a text that reads two ways",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Text("1.234"),
                    Number("2000"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["number_ambiguous"],
        ),
        one(
            "nothing but numbers",
            &[&[Number("1"), Number("2")], &[Number("3"), Number("4")]],
            None,
            &["header_not_found"],
        ),
        one("a sheet of nothing", &[], None, &["empty_file"]),
        one("a header alone", &[header], None, &["no_rows"]),
        one(
            "names of two storeys",
            &[two_storeys, below, good],
            None,
            &["unknown_column", "missing_value", "no_rows"],
        ),
        case(
            "a second sheet that is no table",
            "claims",
            xlsx(&[("Catatan", &[&[Text("dibuat oleh")]]), ("Data", &[header, good])]),
            Some(1),
            &[],
        ),
        case(
            "two sheets that fit",
            "claims",
            xlsx(&[("Juli", &[header, good]), ("Agustus", &[header, good])]),
            None,
            &["ambiguous_sheet"],
        ),
        case(
            "a hidden sheet is left alone",
            "claims",
            xlsx(&[("!Lama", &[header, good]), ("Data", &[header, good])]),
            Some(1),
            &[],
        ),
        case(
            "a workbook cut off",
            "claims",
            {
                let mut bytes = xlsx(&[("Data", &[header, good])]);
                bytes.truncate(bytes.len() / 2);
                bytes
            },
            None,
            &["archive_invalid"],
        ),
        case(
            "a workbook without its sheet",
            "claims",
            zip(&[("xl/workbook.xml", b"<workbook/>")]),
            None,
            &["xlsx_invalid"],
        ),
        case("an ODS of nothing", "claims", zip(&[("content.xml", b"<x/>")]), None, &["xlsx_invalid"]),
        one(
            "children by name and no status",
            &[
                &[Text("kode"), Text("NIK"), Text("nama")],
                &[Text("97.71.01.1001"), Text("1234567890123456"), Text("x")],
            ],
            None,
            &["personal_data"],
        ),
        one(
            "a number of a person",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6"),
                    Number("90"),
                    Text("1234567890123456"),
                ],
            ],
            None,
            &["personal_data"],
        ),
        one(
            "a control character",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6"),
                    Number("90"),
                    Text("a&#x7;b"),
                ],
            ],
            Some(1),
            &["control_character"],
        ),
    ]
}
