"""Everything the pages do, for programs: JSON over HTTP under /api/, described at /api/openapi.json.

One file per part of the work, each with a `router`. A program sends a person's token (`Authorization: Bearer ...`),
acts in that token's organisation alone, and can do no more than its scopes and that person's role allow.
"""
