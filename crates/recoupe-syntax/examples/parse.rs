//! Parses standard input: `parse MODEL SEGMENT_TOML [--conllu] [--time N]`.
//!
//! The input is text, or with `--conllu` CoNLL-U whose sentences and words are kept. CoNLL-U goes
//! to standard output; with `--time` the input is parsed N times and speeds go to standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people")]
#![allow(clippy::disallowed_methods, reason = "a program, not the engine")]

use std::error::Error;
use std::io::Read;
use std::time::Instant;

use recoupe_syntax::{Parser, conllu};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, model, rules, options @ ..] = &args[..] else {
        return Err("usage: parse MODEL SEGMENT_TOML [--conllu] [--time N]".into());
    };
    let (model, rules) = (std::fs::read(model)?, std::fs::read_to_string(rules)?);
    let start = Instant::now();
    let parser = Parser::load(&model, &rules)?;
    let load = start.elapsed();
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let pretokenized = options.iter().any(|option| option == "--conllu");
    let run = || -> Result<_, Box<dyn Error>> {
        Ok(if pretokenized {
            parser.parse_pretokenized(conllu::read(&input)?)
        } else {
            parser.parse(&input)
        })
    };
    if let Some(at) = options.iter().position(|option| option == "--time") {
        let times: u32 = options.get(at + 1).ok_or("--time needs a number")?.parse()?;
        eprintln!("load {:.1} ms", load.as_secs_f64() * 1000.0);
        for _ in 0..times {
            let start = Instant::now();
            let words: usize = run()?.iter().map(|sentence| sentence.tokens.len()).sum();
            let seconds = start.elapsed().as_secs_f64();
            let words = u32::try_from(words)?;
            eprintln!("{words} words in {seconds:.2} s: {:.0} words/s", f64::from(words) / seconds);
        }
        return Ok(());
    }
    let text = if pretokenized { conllu::text(&input)? } else { input.clone() };
    print!("{}", conllu::write(&run()?, &text));
    Ok(())
}
