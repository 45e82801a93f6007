"""NetworkX."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(
        name="networkx",
        alias="nx",
        reads=(
            Path(
                "read_edgelist read_adjlist read_gml read_graphml read_gexf",
                0,
                "path",
                "networkx.Graph",
            ),
        ),
        writes=(
            Path("write_edgelist write_adjlist write_gml write_graphml write_gexf", 1, "path"),
        ),
        classes=True,
        pure=".",
        changes={(0,): "add_cycle add_path add_star set_edge_attributes set_node_attributes"},
        figures="""draw draw_bipartite draw_circular draw_forceatlas2 draw_kamada_kawai
            draw_networkx draw_networkx_edge_labels draw_networkx_edges draw_networkx_labels
            draw_networkx_nodes draw_planar draw_random draw_shell draw_spectral draw_spring
            drawing""",
        loads="read_edgelist",
        plots="draw",
        prepares_data=".",
    ),
)
