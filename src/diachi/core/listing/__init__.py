"""Lists as people write them: headers, values, words, ids, row by row."""
