"""The file of accounts as others see it: libargon2 knows the password, hashlib the chain and the tokens."""
import base64
import hashlib
import json
import sqlite3
import struct
import subprocess

import argon2

PASSWORD = "kuda laut biru 7"


def checks():
    def tool(service, *arguments, input=None):
        command = [service.program, "--database", service.file, *arguments, "--json"]
        done = subprocess.run(command, input=input, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(service, sql):
        with sqlite3.connect(service.file.with_suffix(".accounts.sqlite")) as file:
            return file.execute(sql).fetchall()

    def password(service):
        """libargon2 verifies the hash that is kept of a password, with the parameters of OWASP"""
        tool(service, "account", "add", "oracle", "--role", "admin", input=PASSWORD + "\n")
        [(kept,)] = rows(service, "select password from account where name = 'oracle'")
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$"), kept
        assert argon2.PasswordHasher().verify(kept, PASSWORD)
        try:
            argon2.PasswordHasher().verify(kept, PASSWORD + " ")
            raise AssertionError("another password fits")
        except argon2.exceptions.VerifyMismatchError:
            pass

    def token(service):
        """hashlib finds the kept hash of a token in the bytes behind its text"""
        [made] = tool(service, "token", "create", "--role", "viewer", "--name", "oracle")
        secret = base64.urlsafe_b64decode(made["secret"].split("_", 2)[2] + "=")
        assert len(secret) == 32
        [(kept,)] = rows(service, f"select secret_hash from token where id = '{made['token']['id']}'")
        assert kept == hashlib.sha256(secret).hexdigest()

    def chain(service):
        """hashlib reckons the same chain of hashes over the audit log"""
        columns = "previous, number, moment, actor, role, address, action, object, request"
        log = rows(service, f"select hash, {columns} from audit order by number")
        assert len(log) >= 2
        before = ""
        for number, (kept, previous, *rest) in enumerate(log, 1):
            assert previous == before and rest[0] == number
            row = b""
            for field in (previous, *rest):
                text = b"" if field is None else str(field).encode()
                row += struct.pack("<Q", 2**64 - 1 if field is None else len(text)) + text
            assert hashlib.sha256(row).hexdigest() == kept, number
            before = kept
        assert tool(service, "audit", "check")[0]["head"] == before
        return f"{len(log)} rows"

    return [password, token, chain]
