"""The production office: keys, the artifact store, the task graph and its workers."""
