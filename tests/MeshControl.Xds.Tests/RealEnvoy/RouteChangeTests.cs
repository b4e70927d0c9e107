using MeshControl.Generation.Output;
using MeshControl.Testing;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Traffic;
using MeshControl.Xds.Sessions;
using MeshControl.Xds.Tests.Host;

namespace MeshControl.Xds.Tests.RealEnvoy;

/// <summary>Stock Envoys under a hundred requests a second while what they route by changes: no request may fail.</summary>
public sealed class RouteChangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<bool, RouteDelivery> Deliveries => new()
    {
        { true, RouteDelivery.VirtualHost }, { true, RouteDelivery.Table }, { false, RouteDelivery.Table },
    };

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task An_edited_host_is_routed_anew_without_a_failed_request(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(50);
        foreach (var target in new[] { "b", "a", "b" })
        {
            scene.Source.Push(mesh => mesh.Host("r1", "web:80", target));
            await load.WaitForAsync(target, Patience);
            await load.RunAsync(30);
        }

        Assert.Empty(load.Failures);
        Assert.Equal((200, "a"), await SteadyLoad.AskAsync(scene.Address, "other"));
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task Hosts_come_and_go_beside_one_that_is_in_use(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        Assert.Equal(404, (await SteadyLoad.AskAsync(scene.Address, "new")).Status);
        scene.Source.Push(mesh => mesh.Host("r1", "new:80", "b"));
        await UntilAsync(scene.Address, "new", 200);
        scene.Source.Push(mesh => mesh.RemoveHost("r1", "new:80"));
        await UntilAsync(scene.Address, "new", 404);
        await load.RunAsync(20);
        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task Tables_and_listeners_come_and_go_beside_one_that_is_in_use(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        for (var round = 0; round < 3; round++)
        {
            var port = FreePort.Next();
            scene.Source.Push(mesh => mesh.Host("r2", "late:80", "b").Listener(EnvoyScene.Listener("l2", port, "r2")));
            await UntilAsync(new Uri($"http://127.0.0.1:{port}/"), "late", 200);
            scene.Source.Push(mesh => mesh.RemoveTable("r2").RemoveListener("l2"));
            await scene.Envoy.WaitForAsync("/listeners", text => !text.Contains("l2", StringComparison.Ordinal));
        }

        await load.RunAsync(20);
        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task O_10_a_route_moves_off_a_cluster_that_is_removed_with_it(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        for (var round = 0; round < 20; round++)
        {
            scene.Source.Push(mesh => mesh.Host("r1", "web:80", "b").Host("r1", "other:80", "b").RemoveCluster("a"));
            await load.WaitForAsync("b", Patience);
            await scene.Envoy.WaitForAsync("/clusters", text => !text.Contains("a::", StringComparison.Ordinal));
            scene.Source.Push(mesh => EnvoyScene.App(mesh.Host("r1", "web:80", "a").Host("r1", "other:80", "a"), "a", scene.A));
            await load.WaitForAsync("a", Patience);
        }

        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task O_14_the_discovery_service_restarts_with_and_without_changes(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        await scene.RestartServerAsync();
        await scene.Envoy.WaitForAsync("/stats?filter=control_plane.connected_state", text => text.Contains(": 1", StringComparison.Ordinal));
        await load.RunAsync(20);
        await scene.RestartServerAsync(mesh => mesh.Host("r1", "web:80", "b").Host("r1", "new:80", "b").RemoveHost("r1", "other:80"));
        await load.WaitForAsync("b", Patience);
        await UntilAsync(scene.Address, "new", 200);
        await UntilAsync(scene.Address, "other", 404);
        scene.Source.Push(mesh => mesh.Host("r1", "web:80", "a"));
        await load.WaitForAsync("a", Patience);
        Assert.Empty(load.Failures);
        Assert.Equal(0, await scene.Envoy.StatAsync("cluster_manager.warming_clusters"));
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task O_13_a_busy_cluster_changes_again_and_again(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        for (var round = 1; round <= 10; round++)
        {
            scene.Source.Push(mesh => EnvoyScene.App(mesh, "a", scene.A, $"mark-{round}"));
            var expected = $"mark-{round}";
            await scene.Envoy.WaitForAsync("/config_dump?resource=dynamic_active_clusters", text => text.Contains(expected, StringComparison.Ordinal));
            Assert.Equal(0, await scene.Envoy.StatAsync("cluster_manager.warming_clusters"));
        }

        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task O_15_a_listener_whose_table_holds_only_a_catch_all_or_nothing_becomes_active(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        int all = FreePort.Next(), none = FreePort.Next();
        scene.Source.Push(mesh => mesh.Host("all", "*", "b").Listener(EnvoyScene.Listener("l-all", all, "all"))
            .Table("none").Listener(EnvoyScene.Listener("l-none", none, "none")));
        await UntilAsync(new Uri($"http://127.0.0.1:{all}/"), "any", 200);
        await UntilAsync(new Uri($"http://127.0.0.1:{none}/"), "any", 404);

        // Its first host makes it a table that is delivered by host, its last one makes it whole again.
        scene.Source.Push(mesh => mesh.Host("none", "first:80", "b").Host("all", "first:80", "a"));
        await UntilAsync(new Uri($"http://127.0.0.1:{none}/"), "first", 200);
        await using var load = SteadyLoad.Start(new Uri($"http://127.0.0.1:{all}/"), "any");
        scene.Source.Push(mesh => mesh.RemoveHost("none", "first:80").RemoveHost("all", "first:80"));
        await UntilAsync(new Uri($"http://127.0.0.1:{none}/"), "first", 404);
        await load.RunAsync(20);
        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task A_listener_that_changes_keeps_serving_its_table(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        for (var round = 1; round <= 3; round++)
        {
            scene.Source.Push(mesh => mesh.Listener(EnvoyScene.Listener("l1", scene.Port, "r1", $"-{round}")));
            var expected = $"l1-{round}";
            await scene.Envoy.WaitForAsync("/config_dump?resource=dynamic_listeners", text => text.Contains(expected, StringComparison.Ordinal));
            await load.RunAsync(20);
            scene.Source.Push(mesh => mesh.Host("r1", "web:80", round % 2 == 1 ? "b" : "a"));
            await load.WaitForAsync(round % 2 == 1 ? "b" : "a", Patience);
        }

        Assert.Empty(load.Failures);
    }

    [EnvoyTheory]
    [MemberData(nameof(Deliveries))]
    public async Task A_hundred_random_changes_and_three_restarts_cost_no_request_and_end_in_the_right_state(bool isDelta, RouteDelivery delivery)
    {
        await using var scene = await EnvoyScene.StartAsync(isDelta, new AdsOptions { RouteDelivery = delivery });
        await using var load = SteadyLoad.Start(scene.Address, "web");
        await load.RunAsync(20);
        var random = new Random(7);
        var port = FreePort.Next();
        for (var i = 1; i <= 100; i++)
        {
            var app = random.Next(2) == 0 ? scene.A : scene.B;
            Action<TestMesh> change = random.Next(8) switch
            {
                0 => mesh => mesh.Host("r1", "web:80", app.Name),
                1 => mesh => mesh.Host("r1", $"h{random.Next(5)}:80", app.Name),
                2 => mesh => mesh.RemoveHost("r1", $"h{random.Next(5)}:80"),
                3 => mesh => EnvoyScene.App(mesh, app.Name, app, $"m{i}"),
                4 => mesh => mesh.Listener(EnvoyScene.Listener("l1", scene.Port, "r1", $"-{i}")),
                5 => mesh => mesh.Host("r2", "late:80", app.Name).Host("r2", $"h{random.Next(5)}:80", app.Name).Listener(EnvoyScene.Listener("l2", port, "r2")),
                6 => mesh => mesh.RemoveListener("l2").RemoveTable("r2"),
                _ => mesh => EnvoyScene.App(mesh.Host("r1", "web:80", $"n{i % 3}"), $"n{i % 3}", app),
            };
            if (i % 30 == 0)
            {
                await scene.RestartServerAsync(change);
            }
            else
            {
                scene.Source.Push(change);
            }

            await load.RunAsync(random.Next(4));
        }

        scene.Source.Push(mesh => EnvoyScene.App(mesh, "last", scene.B).Host("r1", "web:80", "last").Host("r1", "end:80", "last")
            .Host("r2", "end:80", "a").Listener(EnvoyScene.Listener("l2", port, "r2")).RemoveHost("r1", "other:80"));
        await UntilAsync(scene.Address, "end", 200);
        await UntilAsync(new Uri($"http://127.0.0.1:{port}/"), "end", 200);
        await UntilAsync(scene.Address, "other", 404);
        Assert.Equal((200, "b"), await SteadyLoad.AskAsync(scene.Address, "web"));
        await load.RunAsync(20);
        Assert.Empty(load.Failures);
        Assert.Equal(0, await scene.Envoy.StatAsync("cluster_manager.warming_clusters"));
        Assert.All(scene.Server.Sessions.Snapshots().Single().Types, type => Assert.Null(type.Error));
    }

    private static async Task UntilAsync(Uri address, string host, int status)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var got = 0;
            try
            {
                got = (await SteadyLoad.AskAsync(address, host)).Status;
            }
            catch (HttpRequestException)
            {
                // The listener is not there yet.
            }

            if (got == status)
            {
                return;
            }

            Assert.True(DateTime.UtcNow < end, $"{address} for {host} answers {got} instead of {status}");
            await Task.Delay(20);
        }
    }
}
