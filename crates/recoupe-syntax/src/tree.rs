//! The best tree with one root: greedy where that is one, else Chu-Liu-Edmonds.

use crate::maths::argmax;

/// Roots tried when the greedy heads are no tree.
const ROOTS: usize = 4;
const LOW: f32 = -1.0e30;

/// Heads (0 = root, words from 1) for scores with a row per dependent and a column per head.
pub(crate) fn decode(scores: &[f32], len: usize) -> Vec<usize> {
    let greedy: Vec<usize> = scores.chunks_exact(len + 1).map(argmax).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    let mut roots: Vec<usize> = (0..len).collect();
    let root_score = |word: usize| scores[word * (len + 1)];
    roots.sort_by(|&a, &b| root_score(b).total_cmp(&root_score(a)).then(a.cmp(&b)));
    let mut best: Option<(f32, Vec<usize>)> = None;
    for &root in roots.iter().take(ROOTS) {
        let heads = spanning(scores, len, root);
        let value = heads.iter().enumerate().map(|(d, &h)| scores[d * (len + 1) + h]).sum();
        if best.as_ref().is_none_or(|(top, _)| value > *top) {
            best = Some((value, heads));
        }
    }
    best.map_or(greedy, |(_, heads)| heads)
}

/// Whether every word reaches the root, and exactly one does so directly.
pub(crate) fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    // 0 unseen, 1 on the present path, 2 known to reach the root.
    let mut state = vec![0u8; heads.len() + 1];
    state[0] = 2;
    for start in 1..=heads.len() {
        let mut node = start;
        while state[node] == 0 {
            state[node] = 1;
            node = heads[node - 1];
        }
        if state[node] == 1 {
            return false;
        }
        let mut node = start;
        while state[node] == 1 {
            state[node] = 2;
            node = heads[node - 1];
        }
    }
    true
}

/// The maximum spanning tree in which only `root` hangs on the root node.
///
/// Cycles are merged into new nodes until none is left, then opened in reverse order. Each round
/// removes at least one node and costs O(n²): at most O(n³), with n bounded by the tokeniser.
fn spanning(scores: &[f32], len: usize, root: usize) -> Vec<usize> {
    let mut graph = Graph::new(scores, len, root);
    let mut merges = Vec::new();
    while let Some(cycle) = graph.cycle() {
        merges.push(graph.merge(&cycle));
    }
    let mut heads = graph.best.clone();
    for merge in merges.iter().rev() {
        // The merged node's own head enters the cycle at one member; the others keep theirs.
        let enter = merge.enter[heads[merge.node]];
        let outer = heads[merge.node];
        for &(member, head) in &merge.members {
            heads[member] = head;
        }
        heads[enter] = outer;
        for (node, &leave) in merge.leave.iter().enumerate() {
            if heads[node] == merge.node && leave != usize::MAX {
                heads[node] = leave;
            }
        }
    }
    heads.drain(1..=len).collect()
}

/// A dense graph that grows a node with each merge.
struct Graph {
    size: usize,
    /// `score[dependent * capacity + head]`.
    score: Vec<f32>,
    capacity: usize,
    alive: Vec<bool>,
    best: Vec<usize>,
}

/// A cycle that became one node.
struct Merge {
    node: usize,
    members: Vec<(usize, usize)>,
    /// For a head outside: the member that it would govern.
    enter: Vec<usize>,
    /// For a dependent outside: the member that would govern it.
    leave: Vec<usize>,
}

impl Graph {
    fn new(scores: &[f32], len: usize, root: usize) -> Self {
        let capacity = 2 * len + 2;
        let mut score = vec![LOW; capacity * capacity];
        for word in 0..len {
            let row = &scores[word * (len + 1)..(word + 1) * (len + 1)];
            let target = &mut score[(word + 1) * capacity..][..=len];
            if word == root {
                target[0] = row[0];
            } else {
                target[1..].copy_from_slice(&row[1..]);
                target[word + 1] = LOW;
            }
        }
        let mut alive = vec![false; capacity];
        alive[..=len].fill(true);
        let mut graph = Self { size: len + 1, score, capacity, alive, best: vec![0; capacity] };
        for node in 1..=len {
            graph.best[node] = graph.best_head(node);
        }
        graph
    }

    fn best_head(&self, node: usize) -> usize {
        let row = &self.score[node * self.capacity..][..self.size];
        let mut best = usize::MAX;
        for (head, &score) in row.iter().enumerate() {
            if self.alive[head] && head != node && (best == usize::MAX || score > row[best]) {
                best = head;
            }
        }
        best
    }

    /// The members of some cycle among the best heads.
    fn cycle(&self) -> Option<Vec<usize>> {
        let mut seen = vec![0; self.size];
        for start in (1..self.size).filter(|&node| self.alive[node]) {
            let mut node = start;
            while node != 0 && seen[node] == 0 {
                seen[node] = start;
                node = self.best[node];
            }
            if node != 0 && seen[node] == start {
                let mut members = vec![node];
                let mut next = self.best[node];
                while next != node {
                    members.push(next);
                    next = self.best[next];
                }
                return Some(members);
            }
        }
        None
    }

    fn at(&self, dependent: usize, head: usize) -> f32 {
        self.score[dependent * self.capacity + head]
    }

    fn merge(&mut self, cycle: &[usize]) -> Merge {
        let node = self.size;
        for &member in cycle {
            self.alive[member] = false;
        }
        let mut enter = vec![0; node];
        let mut leave = vec![usize::MAX; node];
        for other in (0..node).filter(|&other| self.alive[other]) {
            // Gain of breaking the cycle at a member, and the best governor inside.
            let gain = |&m: &usize| self.at(m, other) - self.at(m, self.best[m]);
            let entry = first_max(cycle, gain);
            let source = first_max(cycle, |&m| self.at(other, m));
            (enter[other], leave[other]) = (entry, source);
            let (into, out) = (gain(&entry), self.at(other, source));
            self.score[node * self.capacity + other] = into;
            self.score[other * self.capacity + node] = out;
        }
        let members = cycle.iter().map(|&member| (member, self.best[member])).collect();
        self.alive[node] = true;
        self.size += 1;
        self.best[node] = self.best_head(node);
        for other in (1..node).filter(|&other| self.alive[other]) {
            if cycle.contains(&self.best[other]) {
                self.best[other] = self.best_head(other);
            }
        }
        Merge { node, members, enter, leave }
    }
}

fn first_max(items: &[usize], value: impl Fn(&usize) -> f32) -> usize {
    let mut best = items[0];
    for item in &items[1..] {
        if value(item) > value(&best) {
            best = *item;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best tree by trying all heads of up to four words.
    fn by_force(scores: &[f32], len: usize) -> f32 {
        let mut best = f32::MIN;
        for code in 0..(len + 1).pow(len as u32) {
            let heads: Vec<usize> =
                (0..len).map(|d| code / (len + 1).pow(d as u32) % (len + 1)).collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(d, &h)| scores[d * (heads.len() + 1) + h]).sum()
    }

    fn random(seed: &mut u64) -> f32 {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f32::from((*seed >> 48) as u16) / 6553.6 - 5.0
    }

    fn matrix(seed: &mut u64, len: usize) -> Vec<f32> {
        let mut scores: Vec<f32> = (0..len * (len + 1)).map(|_| random(seed)).collect();
        (0..len).for_each(|d| scores[d * (len + 1) + d + 1] = -1.0e9);
        scores
    }

    #[test]
    fn best_tree_of_small_graphs() {
        let mut seed = 7;
        for round in 0..400 {
            let len = 1 + round % 4;
            let scores = matrix(&mut seed, len);
            let heads = decode(&scores, len);
            assert!(is_tree(&heads), "{heads:?}");
            assert!((total(&scores, &heads) - by_force(&scores, len)).abs() < 1e-3);
        }
    }

    #[test]
    fn always_a_tree() {
        let mut seed = 3;
        for len in [1, 2, 5, 17, 60, 200] {
            assert!(is_tree(&decode(&matrix(&mut seed, len), len)));
            assert!(is_tree(&decode(&vec![0.0; len * (len + 1)], len)));
        }
    }

    #[test]
    fn what_a_tree_is() {
        assert!(is_tree(&[2, 0, 2]));
        assert!(!is_tree(&[0, 0]) && !is_tree(&[2, 1]) && !is_tree(&[]) && !is_tree(&[0, 3, 2]));
    }
}
