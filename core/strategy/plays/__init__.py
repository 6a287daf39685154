"""The plays of the playbook, by what they are about."""
