using MeshControl.Incremental.Tests.Catalog;

namespace MeshControl.Incremental.Tests;

public sealed class CommitTests
{
    private readonly Shop _shop = new();

    [Fact]
    public void Commit_names_the_tables_it_touched_and_counts_the_rows()
    {
        var result = _shop.Graph.Commit(writer =>
        {
            writer.Set(_shop.Services, "a", new Service("a", "x", 80));
            writer.Set(_shop.Services, "b", new Service("b", "x", 80));
            writer.Set(_shop.Policies, "a", new Policy("a", "random"));
            writer.Remove(_shop.Policies, "never-there");
        });

        Assert.Equal(new Revision(1), result.Revision);
        Assert.Equal<string>(["policies", "services"], result.TouchedTables);
        Assert.Equal(3, result.ChangedRows);
    }

    [Fact]
    public void Writes_equal_to_what_is_there_do_not_advance_the_revision()
    {
        _shop.Put(new Service("a", "x", 80));

        var result = _shop.Put(new Service("a", "x", 80));

        Assert.False(result.Changed);
        Assert.Equal(new Revision(1), _shop.Graph.Current);
        Assert.Empty(result.TouchedTables);
    }

    [Fact]
    public void A_row_set_and_put_back_in_one_commit_is_unchanged()
    {
        _shop.Put(new Service("a", "x", 80));

        var result = _shop.Graph.Commit(writer =>
        {
            writer.Set(_shop.Services, "a", new Service("a", "x", 81));
            writer.Clear(_shop.Services);
            writer.Set(_shop.Services, "a", new Service("a", "x", 80));
        });

        Assert.False(result.Changed);
    }

    [Fact]
    public void Clear_removes_every_row_of_the_table_and_of_its_buckets()
    {
        _shop.Put(new Service("a", "x", 80), new Service("b", "y", 80));

        var result = _shop.Graph.Commit(writer => writer.Clear(_shop.Services));

        using var reader = _shop.Graph.OpenReader();
        Assert.Equal(2, result.ChangedRows);
        Assert.Empty(reader.Keys(_shop.Services));
        Assert.Empty(reader.Keys(_shop.ByNamespace, "x"));
    }

    [Fact]
    public void A_commit_that_throws_changes_nothing()
    {
        _shop.Put(new Service("a", "x", 80));

        Assert.Throws<FormatException>(() => _shop.Graph.Commit(writer =>
        {
            writer.Remove(_shop.Services, "a");
            writer.Set(_shop.Policies, "a", new Policy("a", "random"));
            throw new FormatException();
        }));

        using var reader = _shop.Graph.OpenReader();
        Assert.Equal(new Revision(1), reader.Revision);
        Assert.NotNull(reader.Get(_shop.Services, "a"));
        Assert.Null(reader.Get(_shop.Policies, "a"));
    }

    [Fact]
    public void A_commit_whose_index_extraction_throws_changes_nothing_and_the_next_one_works()
    {
        _ = new Index<int, string, Service>(_shop.Services, "inverse-port", service => [1000 / service.Port]);

        Assert.Throws<DivideByZeroException>(() => _shop.Put(new Service("a", "x", 80), new Service("b", "x", 0)));
        var result = _shop.Put(new Service("c", "x", 80));

        using var reader = _shop.Graph.OpenReader();
        Assert.Equal(1, result.ChangedRows);
        Assert.Equal<string>(["c"], reader.Keys(_shop.Services));
        Assert.Equal<string>(["c"], reader.Keys(_shop.ByNamespace, "x"));
    }

    [Fact]
    public void The_writer_reads_its_own_writes_over_the_current_rows()
    {
        _shop.Put(new Service("a", "x", 80), new Service("b", "x", 80));

        _shop.Graph.Commit(writer =>
        {
            writer.Set(_shop.Services, "a", new Service("a", "x", 81));
            writer.Remove(_shop.Services, "b");
            Assert.Equal(81, writer.Get(_shop.Services, "a")?.Port);
            Assert.Null(writer.Get(_shop.Services, "b"));
        });
    }

    [Fact]
    public void A_writer_kept_beyond_its_commit_is_refused()
    {
        GraphWriter? kept = null;
        _shop.Graph.Commit(writer => kept = writer);

        Assert.Throws<InvalidOperationException>(() => kept!.Remove(_shop.Services, "a"));
    }

    [Fact]
    public void A_commit_inside_a_commit_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => _shop.Graph.Commit(_ => _shop.Graph.Commit(_ => { })));

    [Fact]
    public async Task A_commit_waits_until_every_open_reader_is_closed()
    {
        _shop.Put(new Service("a", "x", 80));
        var reader = _shop.Graph.OpenReader();
        var isStaged = new TaskCompletionSource();

        var commit = Task.Run(() => _shop.Graph.Commit(writer =>
        {
            writer.Set(_shop.Services, "a", new Service("a", "x", 81));
            isStaged.SetResult();
        }));
        await isStaged.Task;

        Assert.Equal("a:80 default", reader.Get(_shop.Clusters, "a"));
        Assert.False(commit.IsCompleted);
        reader.Dispose();
        Assert.Equal(new Revision(2), (await commit).Revision);
        Assert.Equal("a:81 default", _shop.Clusters.Get("a"));
    }

    [Fact]
    public void Two_declarations_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Table<string, Policy>(_shop.Graph, "services"));

    [Fact]
    public void A_write_to_another_graphs_table_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Graph().Commit(writer => writer.Remove(_shop.Services, "a")));
}
