"""What the law says about reports. Pure Python: values in, values out, no clock.

telling   what a body tells: when, where, what was done, how many people, what it cost
reach     people in numbers: cells, a total, and what of them may be shown
life      from submitted to verified, or back to its author
persons   what in a text looks as if it named a person
money     what was committed, received and spent, and how it adds up
drawing   a random sample of reports that can be drawn again
"""
