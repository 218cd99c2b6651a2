#!/usr/bin/env python3
# About Other.
class Other:
    value = 1
