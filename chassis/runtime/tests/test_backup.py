"""A backup leaves its place sealed and brings the product back elsewhere, or says why not."""

import stat
import subprocess
from pathlib import Path

import pytest

from chassis.runtime.tests.toy import Toy
from chassis.testing import eventually

pytestmark = pytest.mark.timeout(300)


def refused(ended: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert all(word in ended.stderr for word in words), ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr


def test_a_sealed_backup_is_restored_elsewhere_with_the_passphrase_alone(open_folder: Path):
    toy = Toy(open_folder / "toy")
    kept = open_folder / "kept"
    right, wrong, short = (open_folder / name for name in ("right", "wrong", "short"))
    right.write_text("una frase de paso larga\n")
    wrong.write_text("otra frase de paso larga\n")
    short.write_text("corta\n")
    with toy.running("run") as product:
        product.write("hola")
        eventually(lambda: product.ledger() == ["first", "hola"], deadline=30)
        shouted = toy.run_dir / "files/shouted"
        eventually(lambda: "hola" in shouted.read_text() if shouted.exists() else False)
        made = toy.command("backup", str(kept), "--passphrase-file", str(right))
        assert made.returncode == 0, made.stderr
        product.write("lost")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert all(not path.stat().st_mode & 0o077 for path in kept.rglob("*"))
    secret = (toy.run_dir / "keys/secret").read_bytes()
    assert all(secret not in path.read_bytes() for path in kept.rglob("*") if path.is_file())
    refused(toy.command("backup", str(kept)), "exists already")
    refused(
        toy.command("backup", str(kept) + "2", "--passphrase-file", str(short)), "is shorter than"
    )

    elsewhere = str(toy.root / "elsewhere")

    def restore(*more: str, run_dir: str = elsewhere) -> "subprocess.CompletedProcess[str]":
        return toy.command("restore", str(kept), *more, TRONCAL_RUN_DIR=run_dir)

    refused(restore(), "is sealed", "--passphrase-file")
    refused(restore("--passphrase-file", str(wrong)), "does not open")
    stranger = toy.root / "stranger"
    toy.command("migrate", TRONCAL_RUN_DIR=str(stranger))
    refused(
        restore("--force", "--passphrase-file", str(right), run_dir=str(stranger)),
        "not the one of the backup",
    )
    done = restore("--passphrase-file", str(right))
    assert done.returncode == 0, done.stderr
    assert "hola" in Path(elsewhere, "files/shouted").read_text()
    refused(restore("--passphrase-file", str(right)), "is not empty")
    with toy.running("run", TRONCAL_RUN_DIR=elsewhere) as product:
        assert sorted(product.entries()) == ["first", "hola"]
        product.write("after")
        eventually(lambda: product.ledger() == ["after", "first", "hola"], deadline=30)
        assert toy.command("doctor", TRONCAL_RUN_DIR=elsewhere).returncode in (0, 1)


def test_what_is_no_backup_is_refused_in_one_sentence(open_folder: Path):
    toy = Toy(open_folder / "toy")
    refused(toy.command("restore", str(open_folder / "nowhere")), "is no backup")
    broken = open_folder / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{")
    refused(toy.command("restore", str(broken)), "damaged")
    (broken / "manifest.json").write_text('{"format": 99}')
    refused(toy.command("restore", str(broken)), "another format")
    refused(toy.command("restate", "ledger"), "no records")
