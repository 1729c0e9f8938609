#!/usr/bin/env python3
"""exhaustive.py: the least that a small basket can cost, by trying every
assignment of its pieces to sets. Shares nothing with the engine; written from
the rules' meaning alone (lib/price/rules.h).

    exhaustive.py COUNT SEED >vectors/exhaustive.json   random cases with their totals
    exhaustive.py --check FILE...                       the totals of cases it can decide

It decides cases of pieces at whole prices with deals of one priority and nothing
else: no weighed lines, flags, lists, coupons, groups, windows, rewards, boxes.
"""
import itertools
import json
import random
import sys
from functools import lru_cache

BENEFITS = ('percent', 'amount', 'total', 'unit_price')
sys.setrecursionlimit(100000)


def unit_off(kind, value, price):
    if kind == 'percent':
        return (2 * price * value + 100) // 200  # halves up
    if kind == 'amount':
        return min(price, value)
    return max(0, price - value)


def set_off(kind, value, prices):
    if kind in ('percent', 'unit_price'):
        return sum(unit_off(kind, value, p) for p in prices)
    if kind == 'amount':
        return min(sum(prices), value)
    return max(0, sum(prices) - value)


def matches(selector, line):
    def some(s):
        return (s == 'all' or line['variant'] in s.get('variants', []) or line.get('brand', 0) in s.get('brands', [])
                or bool(set(line.get('categories', [])) & set(s.get('categories', []))))
    if selector == 'all':
        return True
    return some(selector) and not some(selector.get('except', {}))


def benefit_of(where):
    return next(((b, where[b]) for b in BENEFITS if b in where), None)


class Basket:
    def __init__(self, promotions, lines):
        self.promotions = promotions
        self.units = [line for line in lines for _ in range(line.get('quantity', 1))]
        self.sets = [self.sets_of(p) for p in promotions]

    def price(self, unit):
        return self.units[unit]['price']

    def spends(self, p, unit):
        return 'spend' in p and matches(p['spend']['of'], self.units[unit])

    def allowed(self, parts, chosen):
        """Nothing that gets is dearer than something needed that could change places with it."""
        for get, got in zip(parts, chosen):
            for need, needed in zip(parts, chosen):
                if 'get' not in get or 'get' in need:
                    continue
                for v, u in itertools.product(got, needed):
                    if (self.price(u) < self.price(v) and matches(get['of'], self.units[u])
                            and matches(need['of'], self.units[v])):
                        return False
        return True

    def off(self, p, chosen):
        if benefit_of(p):
            return set_off(*benefit_of(p), [self.price(u) for part in chosen for u in part])
        return sum(set_off(*benefit_of(part['get']), [self.price(u) for u in units])
                   for part, units in zip(p['parts'], chosen) if 'get' in part)

    def sets_of(self, p):
        """Every set of a promotion: its units as bits -> the most that it takes off."""
        everyone = range(len(self.units))
        if 'quantity' not in p['parts'][0]:
            kind, value = benefit_of(p['parts'][0]['get'])
            found = {1 << u: unit_off(kind, value, self.price(u)) for u in everyone if matches(p['parts'][0]['of'], self.units[u])}
        else:
            found = {}

            def choose(k, bits, chosen):
                if k == len(p['parts']):
                    if self.allowed(p['parts'], chosen):
                        found[bits] = max(found.get(bits, 0), self.off(p, chosen))
                    return
                may = [u for u in everyone if not bits >> u & 1 and matches(p['parts'][k]['of'], self.units[u])]
                for units in itertools.combinations(may, p['parts'][k]['quantity']):
                    choose(k + 1, bits | sum(1 << u for u in units), chosen + [units])

            choose(0, 0, [])
        return [(bits, off, sum(self.price(u) for u in everyone if bits >> u & 1 and self.spends(p, u)))
                for bits, off in sorted(found.items()) if off > 0]

    def total(self):
        spent = [sum(self.price(u) for u in range(len(self.units)) if self.spends(p, u)) for p in self.promotions]

        @lru_cache(None)
        def most(k, used, count, inside, groups, last):
            if k == len(self.promotions):
                return 0
            p = self.promotions[k]
            group = p.get('exclusive', 0)
            best = most(k + 1, used, 0, 0, groups | (1 << group if group and count else 0), -1)
            if groups >> group & 1 and group:
                return best
            if count >= min(p.get('sets', 10 ** 9), p.get('units', 10 ** 9)):
                return best
            for place, (bits, off, own) in enumerate(self.sets[k]):
                if place <= last or bits & used:
                    continue
                if 'spend' in p and spent[k] - inside - own < p['spend']['amount']:
                    continue
                best = max(best, off + most(k, used | bits, count + 1, inside + own, groups, place))
            return best

        return sum(line['price'] for line in self.units) - most(0, 0, 0, 0, 0, -1)


def random_selector(r):
    if r.random() < .3:
        return 'all'
    selector = {r.choice(['variants', 'categories', 'brands']): sorted(r.sample(range(1, 5), r.randint(1, 3)))}
    if r.random() < .15:
        selector['except'] = {'variants': [r.randint(1, 4)]}
    return selector


def random_benefit(r, units, kinds=BENEFITS):
    kind = r.choice(kinds)
    return kind, {'percent': r.choice([10, 15, 25, 50, 100]), 'amount': r.choice([50, 100, 150, 300, 700]),
                  'total': units * r.choice([100, 200, 250, 300]), 'unit_price': r.choice([50, 150, 250])}[kind]


def random_promotion(r, number):
    p = {'id': number}
    shape = r.choice(['each', 'whole', 'whole', 'get', 'get'])
    if shape == 'each':
        kind, value = random_benefit(r, 1, ('percent', 'amount', 'unit_price'))
        p['parts'] = [{'of': random_selector(r), 'get': {kind: value}}]
        if r.random() < .1:
            p['units'] = r.randint(1, 3)
    elif shape == 'whole':
        p['parts'] = [{'of': random_selector(r), 'quantity': r.choice([1, 2, 2, 3])} for _ in range(r.choice([1, 1, 2]))]
        kind, p_value = random_benefit(r, sum(part['quantity'] for part in p['parts']))
        p[kind] = p_value
    else:
        need = random_selector(r)
        p['parts'] = [{'of': need, 'quantity': r.choice([1, 2])},
                      {'of': need if r.random() < .5 else random_selector(r), 'quantity': 1 if r.random() < .8 else 2}]
        kind, value = random_benefit(r, p['parts'][1]['quantity'])
        p['parts'][1]['get'] = {kind: value}
    if r.random() < .2:
        p['sets'] = r.randint(1, 2)
    if r.random() < .15:
        p['exclusive'] = r.randint(1, 2)
    if r.random() < .15:
        p['spend'] = {'amount': r.choice([200, 500, 900]), 'of': random_selector(r)}
    return p


def random_case(r, number):
    promotions = [random_promotion(r, i + 1) for i in range(r.randint(1, 4))]
    lines, left = [], r.randint(2, 8)
    while left:
        quantity, variant = min(r.choice([1, 1, 2, 3]), left), r.randint(1, 5)
        left -= quantity
        lines.append({'variant': variant, 'brand': 1 + variant % 3, 'categories': sorted({1 + variant % 4, 1 + variant * 3 % 4}),
                      'price': r.choice([100, 150, 200, 250, 300, 400, 333]), 'quantity': quantity})
    basket = Basket(promotions, lines)
    return {'shows': f'{len(promotions)} promotions over {len(basket.units)} pieces, {number}', 'row': 'F70',
            'rules': {'promotions': promotions}, 'basket': {'lines': lines}, 'expect': {'total': basket.total(), 'exact': 1}}


def decides(case):
    """Whether a case has nothing in it but what this program knows."""
    rules, basket = case.get('rules', {}), case['basket']
    known = {'id', 'parts', 'sets', 'units', 'exclusive', 'spend', *BENEFITS}
    return ('total' in case.get('expect', {}) and set(rules) <= {'promotions'} and set(basket) <= {'lines'}
            and all(set(p) <= known and not set(p.get('spend', {})) & {'paid', 'each'}
                    and not any('measure' in part for part in p['parts']) for p in rules.get('promotions', []))
            and all(set(line) <= {'variant', 'brand', 'categories', 'price', 'quantity'} and isinstance(line['price'], int)
                    and isinstance(line.get('quantity', 1), int) and line.get('quantity', 1) > 0 for line in basket['lines'])
            and sum(line.get('quantity', 1) for line in basket['lines']) <= 12)


def check(paths):
    wrong = number = 0
    for path in paths:
        with open(path, encoding='utf-8') as file:
            cases = json.load(file)['cases']
        for case in filter(decides, cases):
            lines = [{'variant': 1, **line} for line in case['basket']['lines']]
            total = Basket(case.get('rules', {}).get('promotions', []), lines).total()
            number += 1
            right = total == case['expect']['total']
            wrong += not right
            print(f"{'ok' if right else 'not ok'} {number} - {case['shows']}" + ('' if right else f'\n# the least is {total}'))
    print(f'1..{number}')
    return wrong > 0


def main():
    if sys.argv[1] == '--check':
        sys.exit(check(sys.argv[2:]))
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    cases = [random_case(random.Random(seed * 100000 + i), i + 1) for i in range(count)]
    print('{ "about": "Random baskets of pieces; totals by tests/price/exhaustive.py %d %d.",\n"cases": [' % (count, seed))
    print(',\n'.join(json.dumps(case) for case in cases))
    print('] }')


main()
