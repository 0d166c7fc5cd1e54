//! Cases of Kampung KB, programmes, posyandu, and of files that are none.

use super::shapes::{SQUARE, collection, feature};
use super::{Case, case};

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn other_cases() -> Vec<Case> {
    let facts = "kode,peristiwa,nilai,tanggal,presisi,bukti,sumber\n97.71.01.1001,pencanangan,,2023-06-07,hari,dokumen,uji\n";
    let fact = |name: &'static str, row: &str, codes: &[&'static str]| {
        case(name, "kampung-kb", format!("{facts}{row}\n"), Some(1), codes)
    };
    let programmes = "kode,opd,sektor,program,sasaran,tahun,sumber\n97.71.01.1001,Dinas,pangan,Dapur sehat,balita,2025,uji\n";
    let posts = "id,nama,kode,lon,lat,layanan,jadwal,jam,pengecualian,mutu_titik,dikonfirmasi,sumber\na,Melati,97.71.01.1001,120.002,-4.995,timbang,tanggal 10,08.00-11.00,,surveyed,,uji\n";
    let post = |name: &'static str, row: &str, rows: usize, codes: &[&'static str]| {
        case(name, "posyandu", format!("{posts}{row}\n"), Some(rows), codes)
    };
    vec![
        fact("a kecamatan", "97.71.01,pencanangan,,2023-06-07,hari,dokumen,uji", &["wrong_level"]),
        fact("an unknown fact", "97.71.01.1002,peresmian,,2023-06-07,hari,dokumen,uji", &["word_unknown"]),
        fact(
            "a class that is none",
            "97.71.01.1002,klasifikasi,pratama,2023-06-07,hari,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "a class without a word",
            "97.71.01.1002,klasifikasi,,2023-06-07,hari,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "a day of an impossible month",
            "97.71.01.1002,pencanangan,,2023-14-07,hari,dokumen,uji",
            &["date_format"],
        ),
        fact("no day", "97.71.01.1002,pencanangan,,,hari,dokumen,uji", &["missing_value"]),
        fact(
            "an unknown precision",
            "97.71.01.1002,pencanangan,,2023-06-07,kira-kira,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "the same fact twice",
            "97.71.01.1001,pencanangan,,2023-06-07,hari,dokumen,uji",
            &["duplicate_key"],
        ),
        case(
            "an end before its start",
            "problems",
            "kode,id,kategori,sasaran,masalah,jumlah,ditemukan,selesai,sumber\n\
             97.71.01.1001,m1,gizi,balita,Berat tidak naik,12,2024-05-01,2024-06-01,uji\n\
             97.71.01.1001,m2,gizi,balita,Berat tidak naik,12,2024-05-01,2024-04-30,uji\n",
            Some(1),
            &["date_order"],
        ),
        case(
            "half a person",
            "problems",
            "kode,id,kategori,sasaran,masalah,jumlah,ditemukan,sumber\n\
             97.71.01.1001,m1,gizi,balita,Berat tidak naik,,2024-05-01,uji\n\
             97.71.01.1001,m2,gizi,balita,Berat tidak naik,12.5,2024-05-01,uji\n\
             97.71.01.1001,m1,gizi,balita,Berat tidak naik,3,2024-05-01,uji\n",
            Some(1),
            &["not_integer", "duplicate_id"],
        ),
        case(
            "an agency of a kecamatan",
            "agencies",
            "kode,nama,berlaku_dari,berlaku_sampai,sumber\n\
             97.71,Dinas Kesehatan,2017-01-01,,uji\n\
             97.71.01,Dinas Kesehatan,2017-01-01,,uji\n\
             97.71,Dinas Pangan,2017-01-01,2016-12-31,uji\n",
            Some(1),
            &["code_mismatch", "date_order"],
        ),
        case(
            "an unknown sector",
            "programmes",
            format!("{programmes}97.71.01.1002,Dinas,minuman,x,balita,2025,uji\n"),
            Some(1),
            &["word_unknown"],
        ),
        case(
            "a year in words",
            "programmes",
            format!("{programmes}97.71.01.1002,Dinas,pangan,x,balita,tahun ini,uji\n"),
            Some(1),
            &["period_format"],
        ),
        case(
            "a programme of a kota",
            "programmes",
            format!("{programmes}97.71,Dinas,pangan,x,balita,2025,uji\n"),
            Some(1),
            &["wrong_level"],
        ),
        post("no place", "b,Mawar,97.71.01.1001,,,,,,,,,uji", 2, &[]),
        post("half a place", "b,Mawar,97.71.01.1001,120.1,,,,,,,,uji", 1, &["missing_value"]),
        post("the same place", "b,Mawar,97.71.01.1001,120.002,-4.995,,,,,,,uji", 2, &["duplicate_location"]),
        post("the same id", "a,Mawar,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["duplicate_id"]),
        post("an id with spaces", "a b,Mawar,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["id_format"]),
        post("swapped axes", "b,Mawar,97.71.01.1001,-4.995,120.003,,,,,,,uji", 1, &["coordinates_swapped"]),
        post(
            "a service that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,senam,,,,,,uji",
            1,
            &["word_unknown"],
        ),
        post(
            "a schedule in prose",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tiap bulan,08.00-11.00,,,,uji",
            1,
            &["schedule_format"],
        ),
        post(
            "a schedule without hours",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tanggal 3,,,,,uji",
            1,
            &["missing_value"],
        ),
        post(
            "an exception that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tanggal 3,08.00-11.00,besok libur,,,uji",
            1,
            &["schedule_format"],
        ),
        post(
            "a quality that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,,,,tepat,,uji",
            1,
            &["word_unknown"],
        ),
        post("no name", "b,,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["missing_name"]),
        case("broken quotes", "posyandu", format!("{posts}b,\"Mawar\n"), Some(1), &["row_width"]),
        case(
            "a polygon for a post",
            "posyandu",
            collection(&[
                feature(
                    r#"{"id":"a","kode":"97.71.01.1001","nama":"x","sumber":"uji"}"#,
                    r#"{"type":"Point","coordinates":[120,-5]}"#,
                ),
                feature(r#"{"id":"b","kode":"97.71.01.1001","nama":"x","sumber":"uji"}"#, SQUARE),
            ]),
            Some(1),
            &["geometry_type"],
        ),
        case(
            "services as a list, no place",
            "posyandu",
            collection(&[feature(
                r#"{"id":"a","kode":"97.71.01.1001","nama":"x","sumber":"uji","layanan":["timbang","gizi"],"strata":null}"#,
                "null",
            )]),
            Some(1),
            &[],
        ),
    ]
}
