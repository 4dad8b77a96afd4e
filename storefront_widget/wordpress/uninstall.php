<?php
/**
 * Leaves nothing behind. What links orders to their carts stays with the orders.
 *
 * @package Parley
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Delete what the plugin kept on one site.
 *
 * @return void
 */
function parley_clean_site() {
	delete_option( 'parley_settings' );
	delete_option( 'parley_status' );
	delete_transient( 'parley_pause' );
	delete_transient( 'parley_hello' );
}

/**
 * Delete what the plugin kept, on every site of a network.
 *
 * @return void
 */
function parley_clean_up() {
	if ( ! is_multisite() ) {
		parley_clean_site();
		return;
	}
	$parley_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $parley_sites as $parley_site ) {
		switch_to_blog( (int) $parley_site );
		parley_clean_site();
		restore_current_blog();
	}
}

parley_clean_up();
