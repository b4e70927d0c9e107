using MeshControl.Incremental.Tests.Worlds;

namespace MeshControl.Incremental.Tests;

/// <summary>What must hold of every dependency graph with data-dependent reads, under any sequence of commits and reads.</summary>
public sealed class RandomGraphTests
{
    [Fact]
    public void Any_value_read_after_any_commit_equals_the_one_computed_from_scratch() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        var oracle = new Oracle(world);
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            oracle.Commit(round.Edits);
            Assert.All(round.Reads, slot => Assert.Equal(oracle.Derived(slot), engine.TryRead(slot)));
        }

        Assert.All(world.Slots, slot => Assert.Equal(oracle.Derived(slot), engine.TryRead(slot)));
    });

    [Fact]
    public void A_value_is_computed_again_only_if_one_of_its_own_reads_now_returns_something_else() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        var oracle = new Oracle(world);
        var needless = new List<Slot>();
        engine.Computing = slot =>
        {
            if (engine.Computations.TryGetValue(slot, out var before) && before.TrueForAll(read => oracle.Read(read.What) == read.Result))
            {
                needless.Add(slot);
            }
        };
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            oracle.Commit(round.Edits);
            // Read everything: a row that changed and changed back between two reads counts as changed.
            Assert.All(world.Slots, slot => Assert.NotNull(engine.TryRead(slot)));
            Assert.Empty(needless);
        }
    });

    [Fact]
    public void A_value_equal_to_the_one_before_stays_the_same_object() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        var seen = new Dictionary<Slot, Answer>();
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            foreach (var slot in world.Slots)
            {
                var answer = engine.Layers[slot.Layer].Get(slot.Key);
                if (seen.TryGetValue(slot, out var before) && before == answer)
                {
                    Assert.Same(before, answer);
                }

                seen[slot] = answer;
            }
        }
    });

    [Fact]
    public void A_failed_value_keeps_its_last_good_one_and_recovers_with_its_data() => Property.Holds(WorldGenerator.Faulty, world =>
    {
        var engine = new EngineWorld(world);
        var oracle = new Oracle(world);
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            oracle.Commit(round.Edits);
            Assert.All(round.Reads, slot => Assert.Equal(oracle.TryDerived(slot), engine.TryRead(slot)));
            var failing = oracle.Failing.Select(slot => engine.Reference(slot).ToString()).Order(StringComparer.Ordinal);
            Assert.Equal(failing, engine.Graph.Faults.Select(fault => $"{fault.Derived}({fault.Key})").Order(StringComparer.Ordinal));
        }
    });

    [Fact]
    public void An_edit_reaches_only_values_that_dependents_had_named() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        foreach (var round in world.Rounds)
        {
            var expected = round.Edits
                .SelectMany(edit => engine.Graph.Dependents(engine.Tables[edit.Table], edit.Key, membership: true).Concat(Enumerators(engine, world, edit)))
                .Select(entry => entry.ToString())
                .ToHashSet(StringComparer.Ordinal);
            var known = engine.Computations.Keys.ToHashSet();
            var unforeseen = new List<Slot>();
            engine.Computing = slot =>
            {
                if (known.Contains(slot) && !expected.Contains(engine.Reference(slot).ToString()))
                {
                    unforeseen.Add(slot);
                }
            };
            engine.Commit(round.Edits);
            Assert.All(world.Slots, slot => Assert.NotNull(engine.TryRead(slot)));
            Assert.Empty(unforeseen);
        }
    });

    [Fact]
    public void A_row_is_explained_by_a_value_exactly_where_the_value_is_among_its_dependents() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
        }

        var explained = world.Slots
            .SelectMany(slot => engine.Graph.Explain(engine.Layers[slot.Layer], slot.Key).Rows().Select(row => $"{row.Name}[{row.Key}] -> {engine.Reference(slot)}"))
            .Order(StringComparer.Ordinal);
        var depending = engine.Tables
            .SelectMany(table => Enumerable.Range(0, World.Keys).Where(key => Exists(engine, table, key)).SelectMany(
                key => engine.Graph.Dependents(table, key).Select(entry => $"{table.Name}[{key}] -> {entry}")))
            .Order(StringComparer.Ordinal);
        Assert.Equal(explained, depending);
    });

    [Fact]
    public void Readers_on_several_threads_give_the_answers_of_one() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world) { Computing = _ => Thread.Yield() };
        var oracle = new Oracle(world);
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            oracle.Commit(round.Edits);
            var expected = world.Slots.ToDictionary(slot => slot, slot => (int?)oracle.Derived(slot));
            var builds = engine.Graph.Statistics;
            Slot[][] orders = [[.. world.Slots], [.. world.Slots.Reverse()], [.. world.Slots.OrderBy(slot => slot.Key)]];
            Parallel.ForEach(orders, order =>
            {
                using var reader = engine.Graph.OpenReader();
                Assert.All(order, slot => Assert.Equal(expected[slot], engine.TryRead(reader, slot)));
            });
            Assert.True(engine.Graph.Statistics.Since(builds).Builds <= expected.Count, "a value was computed twice for one revision");
        }
    }, runs: 100);

    [Fact]
    public void A_sweep_drops_what_no_root_reaches_and_changes_no_answer() => Property.Holds(WorldGenerator.Sound, world =>
    {
        var engine = new EngineWorld(world);
        var oracle = new Oracle(world);
        foreach (var round in world.Rounds)
        {
            engine.Commit(round.Edits);
            oracle.Commit(round.Edits);
            Assert.All(round.Reads, slot => Assert.Equal(oracle.Derived(slot), engine.TryRead(slot)));
            var roots = round.Reads.Take(2).ToArray();
            var reachable = roots.SelectMany(slot => Reached(engine, slot)).Distinct(StringComparer.Ordinal).Count();
            var before = engine.Graph.Statistics.Entries;

            var dropped = engine.Graph.Sweep(roots.Select(engine.Reference));

            Assert.Equal(reachable, engine.Graph.Statistics.Entries);
            Assert.Equal(before - reachable, dropped);
            var builds = engine.Graph.Statistics;
            Assert.All(roots, slot => Assert.Equal(oracle.Derived(slot), engine.TryRead(slot)));
            Assert.Equal(0, engine.Graph.Statistics.Since(builds).Builds);
        }
    });

    private static bool Exists(EngineWorld engine, Table<int, Fact> table, int key)
    {
        using var reader = engine.Graph.OpenReader();
        return reader.Get(table, key) is not null;
    }

    /// <summary>A row that is not there yet is in no bucket, so what it will reach are those who enumerate its table.</summary>
    private static IEnumerable<EntryReference> Enumerators(EngineWorld engine, World world, Edit edit) =>
        world.Slots
            .Where(slot => engine.Computations.ContainsKey(slot))
            .Where(slot => Names(engine.Graph.Explain(engine.Layers[slot.Layer], slot.Key)).Any(name => name.StartsWith($"table{edit.Table} *", StringComparison.Ordinal)
                || name.StartsWith($"table{edit.Table}.bucket", StringComparison.Ordinal)))
            .Select(engine.Reference);

    private static IEnumerable<string> Reached(EngineWorld engine, Slot slot) =>
        Names(engine.Graph.Explain(engine.Layers[slot.Layer], slot.Key)).Where(name => name.StartsWith("layer", StringComparison.Ordinal));

    private static IEnumerable<string> Names(Diagnostics.Trace trace) => trace.Children.SelectMany(Names).Prepend($"{trace.Name} {trace.Key}");
}
