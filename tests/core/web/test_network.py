import socket

import pytest

from core.web.network import is_at_machine, is_our_name, lan_addresses, qr_code, source_of


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("127.0.0.1", "localhost:8501", True),
        ("::1", "[::1]:8501", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "", False),
        ("192.168.1.20", "localhost", False),
        ("testclient", "localhost", False),
        (None, "localhost", False),
    ],
)
def test_the_machine_itself_is_loopback_that_asks_for_localhost(address: str, host: str, expected: bool) -> None:
    assert is_at_machine(address, {"host": host}) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("192.168.1.5:8501", True),
        ("[fd00::2]:8501", True),
        (f"{socket.gethostname()}:8501", True),
        (f"{socket.gethostname().upper()}.local", True),
        ("evil.example:8501", False),
        ("192.168.1.5.evil.example", False),
        ("", False),
    ],
)
def test_a_host_is_ours_by_number_or_by_the_machines_name(host: str, expected: bool) -> None:
    assert is_our_name(host) is expected


def test_a_device_cannot_multiply_itself_in_its_own_ipv6_network() -> None:
    assert source_of("2001:db8:1:2:3:4:5:6") == source_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert source_of("::ffff:192.168.1.20") == source_of("192.168.1.20") == "192.168.1.20"
    assert (source_of(None), source_of("x")) == ("unknown", "unknown")


def test_loopback_is_never_offered_as_an_address() -> None:
    assert not any(found.startswith(("127.", "169.254.", "0.")) for found in lan_addresses())


def test_the_qr_code_is_a_picture_large_enough_to_scan() -> None:
    code = qr_code("http://192.168.100.100:8501")

    assert code.startswith(b"\x89PNG") and int.from_bytes(code[16:20], "big") >= 150
